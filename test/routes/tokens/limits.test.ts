import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, makeToken, outcome } from '../../support/app.ts';
import { addSigner, PASSWORD, signIn } from '../../support/basic.ts';
import { addClient, person } from '../../support/people.ts';
import { addProject, createWorld, type World } from '../../support/route-contract.ts';

let world: World;
const NAMES = Array.from({ length: 22 }, (_, n) => `n${n}`);
const CLIENTS = Array.from({ length: 10 }, (_, n) => `c${n}`);

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', NAMES);
  for (const client of CLIENTS) await addClient(client);
});

const ONE = { type: 'access', name: 'n', project: 'web', environments: ['staging'] };
const grantsOn = (names: string[]) => names.map((name) => ({ resource: 'namespace', name, actions: ['read'] }));
const ask = (method: string, path: string, json?: unknown, token = world.admin) =>
  world.test.call(method, path, { token, json });

describe('how much one token holds', () => {
  const most: [what: string, fits: object, tooMuch: object][] = [
    ['20 namespaces', { grants: grantsOn(NAMES.slice(0, 20)) }, { grants: grantsOn(NAMES.slice(0, 21)) }],
    ['8 clients', { clients: CLIENTS.slice(0, 8) }, { clients: CLIENTS.slice(0, 9) }],
  ];

  it.each(most)('%s at most: at creation and when it is changed', async (_what, fits, tooMuch) => {
    expect(await outcome(await ask('POST', '/v1/tokens', { ...ONE, ...tooMuch }))).toBe('409 limit_reached');
    const { id } = await makeToken(world.test, world.admin, { ...ONE, ...fits });
    expect(await outcome(await ask('PATCH', `/v1/tokens/${id}`, tooMuch))).toBe('409 limit_reached');
    expect(await outcome(await ask('PATCH', `/v1/tokens/${id}`, fits))).toBe('200');
  });

  it('a name that is given twice counts once, and other resources do not count', async () => {
    const twice = [...grantsOn(NAMES.slice(0, 20)), ...grantsOn(NAMES.slice(0, 20))];
    const others = NAMES.map((name) => ({ resource: 'queue', name, actions: ['read'] }));
    expect((await ask('POST', '/v1/tokens', { ...ONE, grants: twice })).status).toBe(201);
    const grants = [...grantsOn(NAMES.slice(0, 20)), ...others];
    expect((await ask('POST', '/v1/tokens', { ...ONE, grants })).status).toBe(201);
    const clients = [...CLIENTS.slice(0, 8), ...CLIENTS.slice(0, 8)];
    expect((await ask('POST', '/v1/tokens', { ...ONE, clients })).status).toBe(201);
  });

  it('is a setting', async () => {
    const test = createTestApp({ NAMESPACES_PER_TOKEN: '1', CLIENTS_PER_TOKEN: '1' });
    for (const fields of [{ grants: grantsOn(['n0', 'n1']) }, { clients: ['c0', 'c1'] }]) {
      const response = await test.call('POST', '/v1/tokens', { token: world.admin, json: { ...ONE, ...fields } });
      expect(await outcome(response)).toBe('409 limit_reached');
    }
  });
});

describe('seed-systems 3.33 [api]: the personal tokens of one person', () => {
  const personal = (owner: string, fields: object = {}) =>
    ask('POST', '/v1/tokens', { type: 'personal', name: 'n', owner, ...fields });
  const live = (owner: string) =>
    ask('GET', `/v1/tokens?type=personal&owner=${owner}`)
      .then((response) => response.json<{ items: Token[]; total: number }>())
      .then(({ total }) => total);

  it('are ten at most; an eleventh is 409 until one is revoked or has expired', async () => {
    const { id } = await person(world);
    const { id: short } = await makeToken(world.test, world.admin, { type: 'personal', owner: id, expires: '1h' });
    for (let n = 2; n < 10; n += 1) await makeToken(world.test, world.admin, { type: 'personal', owner: id });
    expect(await live(id)).toBe(10);
    expect(await outcome(await personal(id))).toBe('409 limit_reached');
    await ask('DELETE', `/v1/tokens/${short}`);
    expect(await outcome(await personal(id, { expires: '1h' }))).toBe('201');
    expect(await outcome(await personal(id))).toBe('409 limit_reached');
    world.test.nowMs += 3_600_000;
    expect(await outcome(await personal(id))).toBe('201');
  });

  it('a disabled one counts: it may come back', async () => {
    const { id, tokenId } = await person(world);
    await ask('POST', `/v1/tokens/${tokenId}/disable`);
    for (let n = 1; n < 10; n += 1) await makeToken(world.test, world.admin, { type: 'personal', owner: id });
    expect(await outcome(await personal(id))).toBe('409 limit_reached');
  });

  it('made by the dozen at once never are more than ten, however they are asked for', async () => {
    const owner = await addSigner('racer@example.com');
    const byPassword = Array.from({ length: 6 }, (_, n) =>
      signIn(world.test, 'racer@example.com', PASSWORD, { address: `192.0.2.${n}` }),
    );
    const byAdmin = Array.from({ length: 14 }, () => personal(owner));
    const answers = await Promise.all((await Promise.all([...byPassword, ...byAdmin])).map(outcome));
    expect(answers.filter((answer) => answer === '201')).toHaveLength(10);
    expect(answers.filter((answer) => answer === '409 limit_reached')).toHaveLength(10);
    expect(await live(owner)).toBe(10);
  }, 30_000);

  it('each have a description of their own, if any: the same one is 409, raced or not', async () => {
    const { id } = await person(world);
    const described = () => personal(id, { description: 'build' }).then(outcome);
    const answers = await Promise.all(Array.from({ length: 5 }, described));
    expect(answers.toSorted()).toEqual(['201', ...Array(4).fill('409 conflict')]);
    expect(await described()).toBe('409 conflict');
    expect(await outcome(await personal(id, { description: 'Build' }))).toBe('201');
    const { id: other } = await person(world);
    expect(await outcome(await personal(other, { description: 'build' }))).toBe('201');
  });

  it('a description is free again once its token was revoked', async () => {
    const { id } = await person(world);
    const body = { type: 'personal', owner: id, description: 'once' };
    const { id: first } = await makeToken(world.test, world.admin, body);
    await ask('DELETE', `/v1/tokens/${first}`);
    expect(await outcome(await personal(id, { description: 'once' }))).toBe('201');
  });

  it('are judged in this order: an end in the past, the number, the description', async () => {
    const { id } = await person(world);
    const make = (n: number) =>
      makeToken(world.test, world.admin, { type: 'personal', owner: id, description: `d${n}` });
    for (let n = 1; n < 9; n += 1) await make(n);
    expect(await outcome(await personal(id, { description: 'd1' }))).toBe('409 conflict');
    await make(9);
    const past = { expires: '2020-01-01', description: 'd1' };
    expect(await outcome(await personal(id, past))).toBe('400 invalid_request');
    expect(await outcome(await personal(id, { description: 'd1' }))).toBe('409 limit_reached');
  });

  it('are limited by a setting, and other types are not', async () => {
    const { id } = await person(world);
    const test = createTestApp({ PERSONAL_TOKENS_PER_PERSON: '1' });
    test.nowMs = world.test.nowMs;
    const json = { name: 'n', owner: id };
    const make = (fields: object) =>
      test.call('POST', '/v1/tokens', { token: world.admin, json: { ...json, ...fields } }).then(outcome);
    expect(await make({ type: 'personal' })).toBe('409 limit_reached');
    for (let n = 0; n < 12; n += 1) expect(await make({ ...ONE })).toBe('201');
  });

  it('a refused one leaves nothing: no row, no secret, no audit row', async () => {
    const { id } = await person(world);
    for (let n = 1; n < 10; n += 1) await makeToken(world.test, world.admin, { type: 'personal', owner: id });
    const count = async () => {
      const sql = `select (select count(*) from tokens) || ' ' || (select count(*) from secrets) || ' ' ||
        (select count(*) from events) as n`;
      return env.DB.prepare(sql).first<string>('n');
    };
    const before = await count();
    await personal(id);
    expect(await count()).toBe(before);
  });
});
