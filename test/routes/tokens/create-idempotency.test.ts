import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { outcome } from '../../support/app.ts';
import { addSigner, basic, PASSWORD } from '../../support/basic.ts';
import { addMember, addRole, person } from '../../support/people.ts';
import { addProject, createWorld, dumpTables, issue, type World } from '../../support/route-contract.ts';

// A hash takes 0.2 s of CPU, more where others run too.
vi.setConfig({ testTimeout: 30_000 });

type Answer = { token: Token; secret: string };
const DAY_MS = 86_400_000;
const BODY = { type: 'client', project: 'web', environments: ['production'], name: 'nightly' };

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

let keys = 0;
function newKey(): string {
  keys += 1;
  return `create-${keys}`;
}

function ask(key: string, json: object = BODY, token = world.admin): Promise<Response> {
  return world.test.call('POST', '/v1/tokens', { token, json, headers: { 'Idempotency-Key': key } });
}

async function created(...args: Parameters<typeof ask>): Promise<Answer> {
  const response = await ask(...args);
  expect(response.status).toBe(201);
  return response.json();
}

const use = async (token: string) => outcome(await world.test.call('GET', '/v1/tokens/self', { token }));
const countTokens = () => env.DB.prepare('select count(*) as n from tokens').first<number>('n');

describe('the same key with the same body', () => {
  it('gives the same answer, and makes no second token', async () => {
    const key = newKey();
    const first = await created(key);
    const tables = await dumpTables();
    expect(await created(key)).toEqual(first);
    expect(await dumpTables()).toEqual(tables);
    expect(await use(first.secret)).toBe('200');
  });

  it.each([
    ['a signed token', { ...BODY, format: 'jwt', expires: '1h' }],
    ['a retrievable token', { ...BODY, retrievable: true }],
    ['a personal token with a description of its own', { type: 'personal', name: 'mine', description: 'laptop' }],
    ['an S3 key pair', { ...BODY, s3: true }],
  ])('tells %s again, whole', async (_what, json) => {
    const key = newKey();
    const first = await created(key, json);
    expect(await created(key, json)).toEqual(first);
  });

  it('is the same however its members are ordered', async () => {
    const key = newKey();
    const first = await created(key);
    const turned = Object.fromEntries(Object.entries(BODY).toReversed());
    expect((await created(key, turned)).secret).toBe(first.secret);
  });

  it('makes one token of requests that come at once, of one that may be there once too', async () => {
    for (const json of [BODY, { type: 'personal', name: 'mine', description: 'at once' }]) {
      const key = newKey();
      const before = await countTokens();
      const answers = await Promise.all(Array.from({ length: 4 }, () => created(key, json)));
      expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
      expect(await countTokens()).toBe((before ?? 0) + 1);
    }
  });

  it('is good for a day; then it makes another token', async () => {
    const key = newKey();
    const first = await created(key);
    world.test.nowMs += DAY_MS - 1_000;
    expect((await created(key)).secret).toBe(first.secret);
    world.test.nowMs += 1_000;
    const next = await created(key);
    expect(next.token.id).not.toBe(first.token.id);
    expect((await created(key)).secret).toBe(next.secret);
  });
});

describe('what is another request', () => {
  it('with another body: 422, and nothing is made', async () => {
    const key = newKey();
    await created(key);
    const before = await dumpTables();
    expect(await outcome(await ask(key, { ...BODY, name: 'other' }))).toBe('422 idempotency_mismatch');
    expect(await dumpTables()).toEqual(before);
  });

  it('with another key, or none, makes another token', async () => {
    const first = await created(newKey());
    const second = await created(newKey());
    const third = await world.test.call('POST', '/v1/tokens', { token: world.admin, json: BODY });
    const { secret } = await third.json<Answer>();
    expect(new Set([first.secret, second.secret, secret]).size).toBe(3);
  });

  it('of another caller has a key of its own', async () => {
    const key = newKey();
    const first = await created(key);
    const other = await issue(world, { type: 'admin' });
    expect((await created(key, BODY, other.secret)).secret).not.toBe(first.secret);
    expect((await created(key)).secret).toBe(first.secret);
  });

  it('that was refused has used no key up', async () => {
    const key = newKey();
    expect(await outcome(await ask(key, { ...BODY, project: 'nowhere' }))).toBe('400 invalid_request');
    expect(await outcome(await ask(key))).toBe('201');
  });

  it.each(['', 'x'.repeat(129), 'with blank'])('with the key %j is 400, and nothing is made', async (key) => {
    const before = await dumpTables();
    expect(await outcome(await ask(key))).toBe('400 invalid_request');
    expect(await dumpTables()).toEqual(before);
  });
});

describe('a repeated answer is true', () => {
  it('the token is as it is now: changed, or revoked', async () => {
    const key = newKey();
    const { token, secret } = await created(key);
    const path = `/v1/tokens/${token.id}`;
    await world.test.call('PATCH', path, { token: world.admin, json: { name: 'renamed' } });
    expect(await created(key)).toMatchObject({ secret, token: { name: 'renamed', status: 'active' } });
    await world.test.call('DELETE', path, { token: world.admin });
    expect(await created(key)).toMatchObject({ secret, token: { status: 'revoked' } });
  });

  it('a secret that was replaced since is not mended by it, and the token says when that was', async () => {
    const key = newKey();
    const { token, secret } = await created(key);
    await world.test.call('POST', `/v1/tokens/${token.id}/refresh`, { token: world.admin });
    const again = await created(key);
    expect(again).toMatchObject({ secret, token: { refreshedAt: expect.any(String) } });
    expect(await use(again.secret)).toBe('401 token_replaced');
  });

  it('of a token that is there no more: 409, and no other is made in its stead', async () => {
    const key = newKey();
    const { token } = await created(key);
    await env.DB.prepare('delete from tokens where id = ?').bind(parseId('tok', token.id)).run();
    const before = await countTokens();
    expect(await outcome(await ask(key))).toBe('409 conflict');
    expect(await countTokens()).toBe(before);
  });

  it('is not told to a maker who might not make the token any more', async () => {
    await addRole('maker', ['token:create']);
    const maker = await person(world, { members: { web: 'maker' } });
    const key = newKey();
    await created(key, BODY, maker.token);
    await env.DB.prepare('delete from members where user_id = ?').bind(parseId('usr', maker.id)).run();
    expect(await outcome(await ask(key, BODY, maker.token))).toBe('400 invalid_request');
    await addMember('web', maker.id, 'maker');
    expect(await outcome(await ask(key, BODY, maker.token))).toBe('201');
  });
});

describe('by password', () => {
  const byPassword = (email: string, key: string, json?: object) => {
    const headers = { Authorization: basic(email, PASSWORD), 'Idempotency-Key': key };
    return world.test.call('POST', '/v1/tokens', { headers, json });
  };

  it('the same key gives the same token, to the same person only', async () => {
    await addSigner('ada@example.com');
    await addSigner('eve@example.com');
    const key = newKey();
    const first = await (await byPassword('ada@example.com', key)).json<Answer>();
    expect(await (await byPassword('ada@example.com', key)).json()).toEqual(first);
    const other = await byPassword('eve@example.com', key);
    expect((await other.json<Answer>()).secret).not.toBe(first.secret);
    expect(await outcome(await byPassword('ada@example.com', key, { name: 'x' }))).toBe('422 idempotency_mismatch');
  });

  it('ends no older token to make room for one that is there', async () => {
    await addSigner('full@example.com');
    for (let n = 0; n < 9; n += 1) await byPassword('full@example.com', newKey(), { name: 'kept' });
    const older = await (await byPassword('full@example.com', newKey())).json<Answer>();
    const key = newKey();
    const first = await (await byPassword('full@example.com', key)).json<Answer>();
    expect(await use(older.secret)).toBe('401 token_revoked');
    const again = await (await byPassword('full@example.com', key)).json<Answer>();
    expect(again.secret).toBe(first.secret);
    expect(await use(first.secret)).toBe('200');
  });

  it('a key that is none is 400', async () => {
    await addSigner('none@example.com');
    expect(await outcome(await byPassword('none@example.com', ''))).toBe('400 invalid_request');
  });
});
