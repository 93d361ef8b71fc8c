import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../src/contract/tokens.ts';
import { makeToken, outcome } from '../support/app.ts';
import { addClient, addRole, guard, person } from '../support/people.ts';
import { addProject, createWorld, type World } from '../support/route-contract.ts';

/** Akamai EdgeKV access tokens: each test is named for the line of behaviour that it shows. */
let world: World;
const ITEM = '/v1/projects/default/namespaces/marketing/items/greeting';
const SCOPE = { type: 'access', project: 'default', environments: ['staging', 'production'] };
const reads = (name: string) => [{ resource: 'namespace', name, actions: ['read'] }];
const make = (body: object) => makeToken(world.test, world.admin, { ...SCOPE, grants: reads('marketing'), ...body });
const call = (method: string, path: string, token: string, json?: unknown) =>
  world.test.call(method, path, { token, json });
const read = async (token: string, environment = 'production') =>
  outcome(await call('GET', `${ITEM}?environment=${environment}`, token));

beforeAll(async () => {
  world = await createWorld();
  await addProject('default', ['marketing', 'sealed']);
  await addRole('developer', ['token:*@staging', 'namespace:read']);
  await addRole('ci', ['token:*@production', 'namespace:read']);
  for (const environment of ['staging', 'production']) {
    const response = await world.test.call('PUT', `${ITEM}?environment=${environment}`, {
      token: world.admin,
      body: 'hello',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(response.status).toBe(204);
  }
});

describe('Akamai EdgeKV access tokens', () => {
  it('seed-systems 0.1: a token has an expiry date; a data call with an expired one fails with 401', async () => {
    const { secret } = await make({ expires: '1h' });
    expect(await read(secret)).toBe('200');
    world.test.nowMs += 3_600_000;
    expect(await read(secret)).toBe('401 token_expired');
  });

  it('seed-systems 0.2: a token is replaced by a new one made before it ends; a refresh extends nothing', async () => {
    const old = await make({ expires: '1h' });
    const { secret } = await make({ expires: '2h' });
    const before = await (await call('GET', `/v1/tokens/${old.id}`, world.admin)).json<Token>();
    const refreshed = await (await call('POST', `/v1/tokens/${old.id}/refresh`, world.admin, {})).json<{
      token: Token;
      secret: string;
    }>();
    expect(refreshed.token.expires).toBe(before.expires);
    world.test.nowMs += 3_600_000;
    expect([await read(refreshed.secret), await read(secret)]).toEqual(['401 token_expired', '200']);
  });

  it('seed-systems 0.3: expiry is watched with list and retrieve', async () => {
    const { id } = await make({ name: 'watched', expires: '20d' });
    const { expires } = await (await call('GET', `/v1/tokens/${id}`, world.admin)).json<Token>();
    expect(Date.parse(expires ?? '')).toBe(Math.floor(world.test.nowMs / 1000) * 1000 + 20 * 86_400_000);
    const names = async (before: string) => {
      const page = await call('GET', `/v1/tokens?q=watched&expiringBefore=${before}`, world.admin);
      return (await page.json<{ items: Token[] }>()).items.map(({ name }) => name);
    };
    expect([await names('30d'), await names('10d')]).toEqual([['watched'], []]);
  });

  it('seed-systems 0.5: expiry may be a calendar date, valid to its last second, UTC', async () => {
    const { id } = await make({ expires: '2036-12-31' });
    expect(await (await call('GET', `/v1/tokens/${id}`, world.admin)).json()).toMatchObject({
      expires: '2036-12-31T23:59:59Z',
    });
  });

  it('seed-systems 0.12: a token is allowed on staging, on production, or on both, at least on one', async () => {
    const staging = await make({ environments: ['staging'] });
    const production = await make({ environments: ['production'] });
    expect([await read(staging.secret, 'staging'), await read(staging.secret)]).toEqual([
      '200',
      '403 wrong_environment',
    ]);
    expect([await read(production.secret, 'staging'), await read(production.secret)]).toEqual([
      '403 wrong_environment',
      '200',
    ]);
    const json = { ...SCOPE, name: 'n', environments: [] };
    expect(await outcome(await call('POST', '/v1/tokens', world.admin, json))).toBe('400 invalid_request');
  });

  it('seed-systems 0.13: each namespace has letters of its own; what is not granted is refused', async () => {
    const { secret } = await make({});
    const write = await world.test.call('PUT', `${ITEM}?environment=staging`, { token: secret, body: 'x' });
    expect(await outcome(write)).toBe('403 insufficient_scope');
    expect(await outcome(await call('DELETE', `${ITEM}?environment=staging`, secret))).toBe('403 insufficient_scope');
    const other = ITEM.replace('marketing', 'sealed');
    expect(await outcome(await call('GET', `${other}?environment=staging`, secret))).toBe('403 insufficient_scope');
  });

  it('seed-systems 0.15: a token locked to one or more clients is refused to all others', async () => {
    await addClient('worker-1234', { allowedIps: ['192.0.2.1'] });
    const { secret } = await make({ clients: ['worker-1234'] });
    const from = async (address: string) => {
      const headers = { 'CF-Connecting-IP': address };
      return outcome(await world.test.call('GET', `${ITEM}?environment=staging`, { token: secret, headers }));
    };
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual(['200', '403 wrong_client']);
  });

  it('seed-systems 0.26: a retrievable token can be retrieved again any time until it ends', async () => {
    const { id, secret } = await make({ retrievable: true, expires: '1h' });
    const reveal = () => call('GET', `/v1/tokens/${id}/secret`, world.admin);
    for (let time = 0; time < 2; time += 1) expect(await (await reveal()).json()).toEqual({ secret });
    world.test.nowMs += 3_600_000;
    expect(await outcome(await reveal())).toBe('409 conflict');
  });

  it('seed-systems 0.33: malformed 400, missing, invalid, expired and revoked 401, not permitted 403', async () => {
    const { secret, id } = await make({});
    expect(await outcome(await call('GET', `${ITEM}?environment=NO!`, secret))).toBe('400 invalid_request');
    expect(await outcome(await world.test.call('GET', `${ITEM}?environment=staging`))).toBe('401 unauthenticated');
    expect(await read(`${secret.slice(0, -1)}${secret.endsWith('0') ? 1 : 0}`)).toBe('401 invalid_token');
    expect(await outcome(await call('PUT', `${ITEM}?environment=staging`, secret))).toBe('403 insufficient_scope');
    await call('DELETE', `/v1/tokens/${id}`, world.admin);
    expect(await read(secret)).toBe('401 token_revoked');
  });

  it('seed-systems 0.38: people outside the group of a namespace cannot retrieve tokens for it, those inside can', async () => {
    await guard('default', 'sealed', 'keepers');
    const inside = await person(world, { members: { default: 'member' }, groups: ['keepers'] });
    const outside = await person(world, { members: { default: 'owner' } });
    const { id } = await make({ grants: reads('sealed'), retrievable: true });
    const reveal = async (token: string) => outcome(await call('GET', `/v1/tokens/${id}/secret`, token));
    expect([await reveal(inside.token), await reveal(outside.token)]).toEqual(['200', '403 insufficient_scope']);
    for (const verb of ['refresh', 'enable', 'share']) {
      const json = verb === 'share' ? { email: 'a@example.com' } : undefined;
      const answer = await call('POST', `/v1/tokens/${id}/${verb}`, outside.token, json);
      expect(`${verb} ${await outcome(answer)}`).toBe(`${verb} 403 insufficient_scope`);
    }
    const json = { ...SCOPE, name: 'n', grants: reads('sealed') };
    expect(await outcome(await call('POST', '/v1/tokens', outside.token, json))).toBe('403 insufficient_scope');
  });

  it('seed-systems 0.40, 0.41: developers view, create and revoke staging tokens only, the CI production ones', async () => {
    const developer = await person(world, { members: { default: 'developer' } });
    const ci = await person(world, { members: { default: 'ci' } });
    const staging = await make({ name: 'mkt_token1_stg', environments: ['staging'], retrievable: true });
    const production = await make({ name: 'mkt_token1_prd', environments: ['production'], retrievable: true });
    const reveal = async (token: string, id: string) => outcome(await call('GET', `/v1/tokens/${id}/secret`, token));
    expect(await reveal(developer.token, staging.id)).toBe('200');
    expect(await reveal(developer.token, production.id)).toBe('404 not_found');
    expect(await reveal(ci.token, staging.id)).toBe('404 not_found');
    expect(await reveal(ci.token, production.id)).toBe('200');
    const create = async (token: string, environments: string[]) =>
      outcome(
        await call('POST', '/v1/tokens', token, { ...SCOPE, name: 'n', environments, grants: reads('marketing') }),
      );
    expect(await create(developer.token, ['staging'])).toBe('201');
    expect(await create(developer.token, ['production'])).toBe('403 insufficient_scope');
    expect(await create(developer.token, ['staging', 'production'])).toBe('403 insufficient_scope');
    expect(await outcome(await call('DELETE', `/v1/tokens/${production.id}`, developer.token))).toBe('404 not_found');
    expect(await outcome(await call('DELETE', `/v1/tokens/${staging.id}`, developer.token))).toBe('204');
  });

  it('seed-systems 0.42: people retrieve on demand what the deployment holds, and each retrieval is on record', async () => {
    const { id } = await make({ retrievable: true });
    await call('GET', `/v1/tokens/${id}/secret`, world.admin);
    const trail = await (await call('GET', `/v1/tokens/${id}/events`, world.admin)).json<{
      items: { action: string }[];
    }>();
    expect(trail.items.map(({ action }) => action)).toEqual(['token.revealed', 'token.created']);
  });
});
