import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { formatInstant } from '../../../src/contract/expiry.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { createTestApp, makeToken, ORIGIN, outcome } from '../../support/app.ts';
import { addSigner, basic, PASSWORD, signIn } from '../../support/basic.ts';
import { addClient, addMember } from '../../support/people.ts';
import { addProject, createWorld, dumpTables, type World } from '../../support/route-contract.ts';
import { failingStorage } from '../../support/watched-storage.ts';

// A hash takes 0.2 s of CPU, more where others run too.
vi.setConfig({ testTimeout: 30_000 });

let world: World;
let ada = '';
let addresses = 0;

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
  ada = await addSigner('ada@example.com');
  await addMember('web', ada, 'member');
});

const HOUR = 3_600;
/** From a new address each time, so that no limit is met. */
const nextAddress = () => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};
const ask = (json?: unknown, email = 'ada@example.com', password = PASSWORD) =>
  signIn(world.test, email, password, { json, address: nextAddress() });

async function made(json?: unknown, email?: string): Promise<{ token: Token; secret: string }> {
  const response = await ask(json, email);
  expect(response.status).toBe(201);
  return response.json();
}
/** A person has ten at most: what a test made makes room again. */
const end = (secret: string) => world.test.call('DELETE', '/v1/tokens/self', { token: secret });

describe('seed-systems 2.1: the two steps', () => {
  it('one request with a mail address and a password gives a token, which does for everything after', async () => {
    const { token, secret } = await made();
    expect(secret).toMatch(/^user:jtn_[0-9a-f]{64}$/);
    expect(token).toMatchObject({ type: 'personal', owner: ada, name: 'signed in with a password', status: 'active' });
    const list = await world.test.call('GET', '/v1/tokens', { token: secret });
    expect((await list.json<{ items: Token[] }>()).items.map(({ id }) => id)).toContain(token.id);
    const made2 = await world.test.call('POST', '/v1/tokens', {
      token: secret,
      json: { type: 'access', name: 'n', project: 'web', environments: ['staging'] },
    });
    expect(made2.status).toBe(201);
    await end(secret);
  });

  it('seed-systems 2.2: the owner is who made it, and the audit trail names that person', async () => {
    const { token, secret } = await made({ name: 'laptop' });
    expect(token.owner).toBe(ada);
    const row = await env.DB.prepare(
      "select actor, action, address, after from events where target = ? and action = 'token.created'",
    )
      .bind(token.id)
      .first<{ actor: string; address: string; after: string }>();
    expect(row).toMatchObject({ actor: ada, address: expect.stringMatching(/^198\.51\.100\./) });
    expect(JSON.parse(row?.after ?? '{}')).toMatchObject({ name: 'laptop', owner: ada });
    await end(secret);
  });

  it('seed-systems 2.3: it lives for 24 hours unless told, to the second', async () => {
    const { test } = world;
    const { token, secret } = await made();
    const end = Math.floor(test.nowMs / 1000) + 24 * HOUR;
    expect(token.expires).toBe(formatInstant(end));
    const self = () => test.call('GET', '/v1/tokens/self', { token: secret }).then(outcome);
    test.nowMs = end * 1000 - 1;
    expect(await self()).toBe('200');
    test.nowMs = end * 1000;
    expect(await self()).toBe('401 token_expired');
  });

  it('seed-systems 3.7: it has the rights that its person has, no more and no less, as these change', async () => {
    const { secret } = await made();
    const environment = { id: 'preview', name: 'Preview' };
    const create = () =>
      world.test.call('POST', '/v1/environments', { token: secret, json: environment }).then(outcome);
    expect(await create()).toBe('403 insufficient_scope');
    await env.DB.prepare("update users set role = 'admin' where email = 'ada@example.com'").run();
    expect(await create()).toBe('201');
    await env.DB.prepare("update users set role = 'none' where email = 'ada@example.com'").run();
    await end(secret);
  });
});

describe('whose tokens they are', () => {
  const listed = async (token: string, owner: string) => {
    const response = await world.test.call('GET', `/v1/tokens?owner=${owner}`, { token });
    return (await response.json<{ items: Token[] }>()).items.map(({ id }) => id);
  };

  it('seed-systems 2.5: their owner and a token administrator list and delete them, and nobody else', async () => {
    const owner = await addSigner('grace@example.com');
    await addSigner('tokens@example.com', 'token_admin');
    await addSigner('stranger@example.com');
    const [first, second] = [await made({}, 'grace@example.com'), await made({}, 'grace@example.com')];
    const administrator = await made({}, 'tokens@example.com');
    const stranger = await made({}, 'stranger@example.com');
    for (const { secret } of [first, administrator]) {
      expect((await listed(secret, owner)).toSorted()).toEqual([first.token.id, second.token.id].toSorted());
    }
    expect(await listed(stranger.secret, owner)).toEqual([]);
    const remove = (token: string, id: string) =>
      world.test.call('DELETE', `/v1/tokens/${id}`, { token }).then(outcome);
    expect(await remove(stranger.secret, second.token.id)).toBe('404 not_found');
    expect(await remove(first.secret, second.token.id)).toBe('204');
    expect(await remove(administrator.secret, first.token.id)).toBe('204');
    expect(await listed(administrator.secret, owner)).toEqual([]);
  });

  it('seed-systems 2.2: only a token administrator makes one for somebody else, with a token', async () => {
    const owner = await addSigner('heidi@example.com');
    const [administrator, stranger] = [await made({}, 'tokens@example.com'), await made({}, 'stranger@example.com')];
    const json = { type: 'personal', name: 'for Heidi', owner };
    const make = (token: string) => world.test.call('POST', '/v1/tokens', { token, json });
    expect(await outcome(await make(stranger.secret))).toBe('403 insufficient_scope');
    const response = await make(administrator.secret);
    expect(await response.json()).toMatchObject({ token: { owner } });
  });

  it('at the limit ends the oldest token that signing in gave without a name, and no other', async () => {
    const grace = await addSigner('grace-limit@example.com');
    const email = 'grace-limit@example.com';
    const named = await made({ name: 'laptop' }, email);
    const first = await made(undefined, email);
    for (let more = 2; more < 10; more += 1) {
      world.test.nowMs += 1_000;
      await made(undefined, email);
    }
    expect(
      await outcome(await ask({ name: 'phone', clients: Array.from({ length: 9 }, (_, n) => `c${n}`) }, email)),
    ).toBe('409 limit_reached');
    const self = async (secret: string) => outcome(await world.test.call('GET', '/v1/tokens/self', { token: secret }));
    expect(await self(first.secret)).toBe('200');
    const eleventh = await made(undefined, email);
    expect(await self(first.secret)).toBe('401 token_revoked');
    expect([await self(named.secret), await self(eleventh.secret)]).toEqual(['200', '200']);
    const list = await world.test.call('GET', `/v1/tokens?owner=${grace}&type=personal`, { token: world.admin });
    expect((await list.json<{ total: number }>()).total).toBe(10);
  });

  it('seed-systems 3.7: never to end is possible where the deployment allows it', async () => {
    const { token } = await made({ expires: 'never' }, 'heidi@example.com');
    expect(token.expires).toBeNull();
  });
});

describe('the body', () => {
  it('may be left out, be empty, or say what the token is to be', async () => {
    await addClient('laptop', { allowedIps: ['192.0.2.0/24'] });
    const { secret: bare } = await made({});
    await end(bare);
    const body = {
      type: 'personal',
      name: 'my laptop',
      description: 'For a day',
      expires: '8h',
      clients: ['laptop'],
      allowedIps: ['192.0.2.0/24'],
      allowedOrigins: ['https://console.example'],
      notBefore: '2036-01-01T00:00:00Z',
      owner: ada,
    };
    const { token } = await made(body);
    const expires = formatInstant(Math.floor(world.test.nowMs / 1000) + 8 * HOUR);
    expect(token).toMatchObject({ ...body, expires });
    await world.test.call('DELETE', `/v1/tokens/${token.id}`, { token: world.admin });
  });

  it.each([
    ['an admin token', { type: 'admin' }, 'type'],
    ['an access token', { type: 'access', project: 'web', environments: ['staging'] }, 'type'],
    ['a client token', { type: 'client', project: 'web', environments: ['staging'] }, 'type'],
    ['a master token', { type: 'master', project: 'web' }, 'type'],
    ['projects', { projects: ['web'] }, 'projects'],
    ['grants', { grants: [] }, 'grants'],
    ['a secret that is kept', { retrievable: true }, 'retrievable'],
    ['an end in the past', { expires: '2020-01-01' }, 'expires'],
    ['an address that is none', { allowedIps: ['10.1'] }, 'allowedIps'],
    ['a client that does not exist', { clients: ['nosuch'] }, 'clients'],
    ['an empty name', { name: '' }, 'name'],
    ['a field that does not exist', { sudo: true }, 'sudo'],
  ])('does not ask for %s: 400, and no token', async (_what, json, field) => {
    const before = (await dumpTables()).tokens;
    const response = await ask(json);
    const { errors } = await response.clone().json<Problem>();
    expect(await outcome(response)).toBe('400 invalid_request');
    expect(errors?.map((error) => error.field).join()).toContain(field);
    expect((await dumpTables()).tokens).toBe(before);
  });

  it('seed-systems 2.2: names no other owner, not even for an administrator', async () => {
    for (const email of ['ada@example.com', 'admin@example.com']) {
      const password = email.startsWith('admin') ? 'correct horse battery' : PASSWORD;
      const owner = email.startsWith('admin') ? ada : await addSigner('other@example.com');
      const response = await ask({ owner }, email, password);
      expect(await response.clone().json()).toMatchObject({ errors: [{ field: 'owner' }] });
      expect(await outcome(response)).toBe('400 invalid_request');
    }
  });

  it.each([
    ['text that is no JSON', 'name=x', 'application/json'],
    ['JSON sent as a form', '{"name":"x"}', 'application/x-www-form-urlencoded'],
    ['null', 'null', 'application/json'],
    ['an array', '[]', 'application/json'],
  ])('that is %s: 400, never 5xx', async (_what, body, type) => {
    const headers = {
      Authorization: basic('ada@example.com', PASSWORD),
      'Content-Type': type,
      'CF-Connecting-IP': nextAddress(),
    };
    const response = await world.test.call('POST', '/v1/tokens', { body, headers });
    expect(await outcome(response)).toBe('400 invalid_request');
  });

  it('of 70,000 bytes is refused before the password is looked at', async () => {
    const headers = { Authorization: basic('ada@example.com', 'wrong'), 'Content-Type': 'application/json' };
    const response = await world.test.call('POST', '/v1/tokens', { body: 'x'.repeat(70_000), headers });
    expect(await outcome(response)).toBe('413 payload_too_large');
  });
});

describe('the settings', () => {
  const lifeOf = async (settings: object, json?: unknown) => {
    const test = createTestApp(settings);
    const response = await signIn(test, 'ada@example.com', PASSWORD, { json, address: nextAddress() });
    if (!response.ok) return outcome(response);
    const { token, secret } = await response.json<{ token: Token; secret: string }>();
    await test.call('DELETE', '/v1/tokens/self', { token: secret });
    return (Date.parse(token.expires ?? '') - test.nowMs) / 1000;
  };

  it('say how long it lives unless told: PASSWORD_TOKEN_HOURS', async () => {
    expect(await lifeOf({ PASSWORD_TOKEN_HOURS: '2' })).toBe(2 * HOUR);
  });

  it('bound it as they bound every personal token: TOKEN_LIFETIMES', async () => {
    const settings = { TOKEN_LIFETIMES: '{"personal":{"maxDays":2}}', PASSWORD_TOKEN_HOURS: '72' };
    expect(await lifeOf(settings)).toBe(48 * HOUR);
    expect(await lifeOf(settings, { expires: '1h' })).toBe(HOUR);
    expect(await lifeOf(settings, { expires: '3d' })).toBe('400 invalid_request');
    expect(await lifeOf(settings, { expires: 'never' })).toBe('400 invalid_request');
  });
});

describe('who is refused', () => {
  const CHALLENGE = /^Bearer realm="jeton", .+, Basic realm="jeton", charset="UTF-8"$/;

  it('with a wrong password gets 401 with a challenge, and nothing was made', async () => {
    const before = (await dumpTables()).tokens;
    const response = await ask({}, 'ada@example.com', 'wrong');
    expect(response.headers.get('WWW-Authenticate')).toMatch(CHALLENGE);
    expect(await outcome(response)).toBe('401 unauthenticated');
    expect((await dumpTables()).tokens).toBe(before);
  });

  it.each([
    ['other letters', PASSWORD.toUpperCase()],
    ['less of it', PASSWORD.slice(0, -1)],
    ['more of it', `${PASSWORD} `],
  ])('with %s gets the same', async (_what, password) => {
    expect(await outcome(await ask({}, 'ada@example.com', password))).toBe('401 unauthenticated');
  });

  it('but not for how the letters are composed, nor for the case of the mail address', async () => {
    for (const [email, password] of [
      ['ada@example.com', PASSWORD.normalize('NFD')],
      ['ADA@Example.COM', PASSWORD],
    ] as const) {
      const response = await ask({}, email, password);
      expect(response.status).toBe(201);
      await end((await response.json<{ secret: string }>()).secret);
    }
  });

  it.each(['Basic', 'Basic !', `Basic ${btoa('no colon')}`])('with the header %j gets the same', async (header) => {
    const response = await world.test.call('POST', '/v1/tokens', { headers: { Authorization: header } });
    expect(response.headers.get('WWW-Authenticate')).toMatch(CHALLENGE);
    expect(await outcome(response)).toBe('401 unauthenticated');
  });

  it('over plain HTTP is refused like everybody, before the password is read', async () => {
    const headers = { Authorization: basic('ada@example.com', PASSWORD) };
    const request = new Request(`${ORIGIN.replace('https', 'http')}/v1/tokens`, { method: 'POST', headers });
    expect(await outcome(await world.test.fetch(request))).toBe('403 https_required');
  });

  it('leaves no password in any table, nor in the log, nor in the answer; nor does who is let in', async () => {
    const logged: string[] = [];
    for (const method of ['log', 'error', 'warn', 'info', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation((...args) => {
        logged.push(args.map(String).join(' '));
      });
    }
    const wrong = 'my password of elsewhere';
    const answers = [await ask({}, 'ada@example.com', wrong), await ask({ sudo: 1 }), await ask({ name: 'kept' })];
    for (let n = 1; n <= 6; n += 1) {
      const test = createTestApp(failingStorage(n).bindings);
      answers.push(await signIn(test, 'ada@example.com', wrong, { address: nextAddress() }));
    }
    vi.restoreAllMocks();
    const all = JSON.stringify([await dumpTables(), logged, await Promise.all(answers.map((answer) => answer.text()))]);
    for (const word of [
      wrong,
      PASSWORD,
      basic('ada@example.com', wrong).slice(6),
      basic('ada@example.com', PASSWORD).slice(6),
    ]) {
      expect(all).not.toContain(word);
    }
    expect(all).toContain('signed in with a password');
  });
});

describe('when storage fails', () => {
  it('at whichever call, the answer is 503 and never 401, or the token is there', async () => {
    await addSigner('faulty@example.com');
    const count = () => env.DB.prepare("select count(*) as n from tokens where type = 'personal'").first<number>('n');
    for (let n = 1; n <= 7; n += 1) {
      const test = createTestApp(failingStorage(n).bindings);
      const before = (await count()) ?? 0;
      const answer = await outcome(await signIn(test, 'faulty@example.com', PASSWORD, { address: nextAddress() }));
      expect(['503 unavailable', '201']).toContain(answer);
      expect((await count()) ?? 0).toBe(before + (answer === '201' ? 1 : 0));
    }
  });
});

it('a browser is not to keep the answer: it holds the secret', async () => {
  const response = await ask({});
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  await end((await response.json<{ secret: string }>()).secret);
});

it('a bearer token at the same route is judged as ever', async () => {
  const { secret } = await makeToken(world.test, world.admin, { type: 'personal' });
  const response = await world.test.call('POST', '/v1/tokens', { token: secret, json: {} });
  expect(await outcome(response)).toBe('400 invalid_request');
});
