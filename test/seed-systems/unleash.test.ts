import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../src/contract/ids.ts';
import type { Token } from '../../src/contract/tokens.ts';
import { makeToken, outcome } from '../support/app.ts';
import { addRole, person } from '../support/people.ts';
import { addProject, createWorld, type World } from '../support/route-contract.ts';

/** Unleash API tokens: each test is named for the line of behaviour that it shows. */
let world: World;
const SHOP = 'https://shop.example';
const STAGING = { environments: ['staging'] };
const READS = { grants: [{ resource: 'namespace', name: 'flags', actions: ['read'] }] };
const ITEM = '/v1/projects/web/namespaces/flags/items/new-header?environment=staging';
const call = (method: string, path: string, token: string, json?: unknown, headers = {}) =>
  world.test.call(method, path, { token, json, headers });
const create = async (json: object, token = world.admin) =>
  outcome(await call('POST', '/v1/tokens', token, { name: 'n', ...json }));
const show = async (token: string, id: string) => outcome(await call('GET', `/v1/tokens/${id}`, token));

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['flags']);
  await addProject('app');
  await addRole('reader', ['token:read']);
  await addRole('maker', ['token:create', 'namespace:read']);
  await world.test.call('PUT', ITEM, { token: world.admin, body: 'on' });
});

describe('Unleash API tokens', () => {
  it('seed-systems 3.1: there are admin, personal, client and frontend tokens', async () => {
    expect(await create({ type: 'admin' })).toBe('201');
    expect(await create({ type: 'personal' })).toBe('201');
    expect(await create({ type: 'client', project: 'web', ...STAGING })).toBe('201');
    expect(await create({ type: 'frontend', project: 'web', ...STAGING })).toBe('201');
  });

  it('seed-systems 3.2: admin and client tokens are secrets and told once; a frontend token is not', async () => {
    const reveal = async (body: Record<string, unknown>) => {
      const { id } = await makeToken(world.test, world.admin, body);
      return outcome(await call('GET', `/v1/tokens/${id}/secret`, world.admin));
    };
    expect(await reveal({ type: 'admin' })).toBe('409 conflict');
    expect(await reveal({ type: 'client', project: 'web', ...STAGING })).toBe('409 conflict');
    expect(await reveal({ type: 'frontend', project: 'web', ...STAGING })).toBe('200');
  });

  it('seed-systems 3.3: a name need not be unique; a personal token carries an optional description and expiry', async () => {
    for (let time = 0; time < 2; time += 1) {
      expect(await create({ type: 'client', name: 'same', project: 'web', ...STAGING })).toBe('201');
    }
    expect(await create({ type: 'personal' })).toBe('201');
    expect(await create({ type: 'personal', description: 'laptop', expires: '7d' })).toBe('201');
  });

  it('seed-systems 3.6, 3.14: an admin token is for all projects and environments, and reads and writes everywhere', async () => {
    const { secret } = await makeToken(world.test, world.admin, { type: 'admin' });
    expect(await outcome(await world.test.call('PUT', ITEM, { token: secret, body: 'off' }))).toBe('204');
    expect(await outcome(await call('GET', ITEM, secret))).toBe('200');
    expect(await create({ type: 'admin', project: 'web' })).toBe('400 invalid_request');
    expect(await create({ type: 'admin', environments: ['staging'] })).toBe('400 invalid_request');
  });

  it('seed-systems 3.7: a personal token can do what its owner can now, and the trail names the owner', async () => {
    const ada = await person(world, { members: { web: 'member' } });
    const json = { type: 'client', name: 'by ada', project: 'web', ...STAGING };
    const made = await makeToken(world.test, ada.token, json);
    const trail = await (await call('GET', `/v1/tokens/${made.id}/events`, ada.token)).json<{ items: object[] }>();
    expect(trail.items).toMatchObject([{ action: 'token.created', actor: ada.id }]);
    await env.DB.prepare('delete from members where user_id = ?').bind(parseId('usr', ada.id)).run();
    expect(await create(json, ada.token)).toBe('400 invalid_request');
  });

  it('seed-systems 3.8: a client token is for servers: a browser is refused, whatever the token grants', async () => {
    const { secret } = await makeToken(world.test, world.admin, {
      type: 'client',
      project: 'web',
      ...STAGING,
      ...READS,
    });
    expect(await outcome(await call('GET', ITEM, secret))).toBe('200');
    const fromBrowser = await call('GET', ITEM, secret, undefined, { Origin: SHOP });
    expect(fromBrowser.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(await outcome(fromBrowser)).toBe('403 wrong_token_type');
  });

  it('seed-systems 3.9: a frontend token reads from its pages, and is refused by server routes', async () => {
    const scope = { type: 'frontend', project: 'web', ...STAGING, allowedOrigins: [SHOP] };
    const { secret } = await makeToken(world.test, world.admin, { ...scope, ...READS });
    const headers = { Origin: SHOP };
    const answer = await call('GET', ITEM, secret, undefined, headers);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(SHOP);
    expect(await outcome(answer)).toBe('200');
    const writes = [{ resource: 'namespace', name: 'flags', actions: ['write'] }];
    expect(await create({ ...scope, grants: writes })).toBe('400 invalid_request');
    for (const [method, path] of [
      ['PUT', ITEM],
      ['DELETE', ITEM],
      ['POST', '/v1/tokens/verify'],
      ['GET', '/v1/tokens'],
    ] as const) {
      const json = path.endsWith('verify') ? { token: secret } : undefined;
      expect(`${method} ${await outcome(await call(method, path, secret, json, headers))}`).toBe(
        `${method} 403 wrong_token_type`,
      );
    }
  });

  it('seed-systems 3.12, 3.21: one project, a list, or all: the token says its one project, [] or *', async () => {
    const prefix = async (projects: string[]) =>
      (await makeToken(world.test, world.admin, { type: 'client', projects, ...STAGING })).secret.split('.')[0];
    expect(await prefix(['web'])).toBe('web:staging');
    expect(await prefix(['web', 'app'])).toBe('[]:staging');
    expect(await prefix(['*'])).toBe('*:staging');
  });

  it('seed-systems 3.13: client and frontend tokens are for exactly one environment, never *', async () => {
    for (const type of ['client', 'frontend']) {
      expect(await create({ type, project: 'web', environments: ['*'] })).toBe('400 invalid_request');
      expect(await create({ type, project: 'web', environments: ['staging', 'production'] })).toBe(
        '400 invalid_request',
      );
      expect(await create({ type, project: 'web' })).toBe('400 invalid_request');
    }
  });

  it('seed-systems 3.34: a token may end in days, on a date, or never', async () => {
    for (const expires of ['7d', '+30', '2036-12-31', 'never']) {
      const { id } = await makeToken(world.test, world.admin, { type: 'admin', expires });
      const shown = await (await call('GET', `/v1/tokens/${id}`, world.admin)).json<Token>();
      expect(shown.expires === null).toBe(expires === 'never');
    }
  });

  it('seed-systems 3.36: by default only admins make tokens and see those of others', async () => {
    const { id } = await makeToken(world.test, world.admin, { type: 'client', project: 'web', ...STAGING });
    for (const role of ['none', 'viewer', 'editor']) {
      const { token } = await person(world, { role });
      expect(await show(token, id)).toBe('404 not_found');
      expect(await create({ type: 'client', project: 'web', ...STAGING }, token)).toMatch(/^40[03] /);
    }
    expect(await show(world.admin, id)).toBe('200');
  });

  it('seed-systems 3.37: members see what applies to their project, lists and * too, without a secret', async () => {
    const reader = await person(world, { members: { web: 'reader' } });
    const member = await person(world, { members: { web: 'member' } });
    const types = ['client', 'frontend'] as const;
    for (const type of types) {
      for (const [projects, seen] of [
        [['web'], '200'],
        [['app', 'web'], '200'],
        [['*'], '200'],
        [['app'], '404 not_found'],
      ] as const) {
        const { id } = await makeToken(world.test, world.admin, { type, projects, ...STAGING });
        expect(await show(reader.token, id)).toBe(seen);
        expect(await show(member.token, id)).toBe(seen);
        const reveal = await outcome(await call('GET', `/v1/tokens/${id}/secret`, reader.token));
        expect(reveal).toBe(seen === '200' ? '403 insufficient_scope' : '404 not_found');
      }
    }
    const { id } = await makeToken(world.test, world.admin, { type: 'admin' });
    expect(await show(member.token, id)).toBe('404 not_found');
  });

  it('seed-systems 3.38: members with the permission make client and frontend tokens for their project only', async () => {
    const maker = await person(world, { members: { web: 'maker' } });
    const reader = await person(world, { members: { web: 'reader' } });
    for (const type of ['client', 'frontend']) {
      expect(await create({ type, project: 'web', ...STAGING, ...READS }, maker.token)).toBe('201');
      expect(await create({ type, project: 'web', ...STAGING }, reader.token)).toBe('403 insufficient_scope');
      expect(await create({ type, projects: ['*'], ...STAGING }, maker.token)).toBe('403 insufficient_scope');
      const [other, missing] = await Promise.all(
        ['app', 'nosuch'].map(async (project) => {
          const answer = await call('POST', '/v1/tokens', maker.token, { type, name: 'n', project, ...STAGING });
          return (await answer.text()).replaceAll(project, 'P').replace(/req_[0-9a-f-]+/, '');
        }),
      );
      expect(other).toBe(missing);
    }
    expect(await create({ type: 'admin' }, maker.token)).toBe('403 insufficient_scope');
  });
});
