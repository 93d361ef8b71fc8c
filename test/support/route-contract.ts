import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../src/contract/ids.ts';
import { createTestApp, makeToken, ORIGIN, outcome, setUpAdmin, type TestApp } from './app.ts';
import { recordStorage } from './watched-storage.ts';

/** A deployment that was set up, its first admin token, and how often KV was written to so far. */
export type World = { test: TestApp; admin: string; kvWrites: () => number };

/** The body of `POST /v1/tokens`; `owner` may be `nobody`, `reader`, `member` or `elsewhere`: a person made for it. */
export type TokenBody = Record<string, unknown>;

export type RouteContract = {
  /** As the reader knows it: `PATCH /v1/tokens/{id}`. */
  name: string;
  method: string;
  /** The address of something that exists and that `admits` may touch. Asked when a test runs, not before. */
  path: string | (() => string);
  json?: unknown;
  body?: () => BodyInit;
  headers?: Record<string, string>;
  /** The token that can do the least and is still let in. */
  admits: TokenBody;
  /** The same but for the power that the route needs; left out where any good token will do. */
  lacks?: TokenBody;
  /** A token of a type that the route does not take; left out where it takes all. */
  wrongType?: TokenBody;
  /** Tokens to which the thing at `path` and one that does not exist (at `missing`) must look alike. */
  conceals?: { from: TokenBody[]; missing: string | (() => string) };
  /** Whether the route reads a body of at most 64 kB. */
  boundedBody?: boolean;
};

const HOUR_MS = 3_600_000;
const OVER_LONG = 70_000;
const CHALLENGE = 'Bearer realm="jeton"';
const METADATA = `resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource"`;
/** Both schemes, and no error: RFC 9449 section 7.2. */
const UNAUTHENTICATED = /^Bearer realm="jeton", resource_metadata="[^"]+", DPoP algs="ES256 [\w ]+"$/;

/** A world for one test file. */
export async function createWorld(): Promise<World> {
  const { bindings, calls } = recordStorage();
  const test = createTestApp(bindings);
  const kvWrites = () =>
    calls.filter(({ binding, operation }) => binding !== 'DB' && /put|delete/.test(operation)).length;
  return { test, admin: await setUpAdmin(test), kvWrites };
}

let contracts = 0;

/**
 * What every route that takes a token must keep: who is refused gets the documented answer, and the handler did not
 * run, that is, no row of D1 has changed and nothing was written to KV.
 */
export function runRouteContract(world: () => World, route: RouteContract): void {
  contracts += 1;
  // Failed attempts are limited by address: each contract calls from one of its own.
  const address = `198.51.100.${contracts}`;
  describe(`${route.name}: the contract of every route`, () => {
    let good = '';
    const at = (path: RouteContract['path']) => (typeof path === 'string' ? path : path());
    const ask = (token: string | undefined, path = route.path) => {
      const { json, headers = {}, body, method } = route;
      const content = body === undefined ? {} : { body: body() };
      return world().test.call(method, at(path), {
        token,
        json,
        headers: { 'CF-Connecting-IP': address, ...headers },
        ...content,
      });
    };
    /** Asks, and holds that neither D1 nor KV was changed by it. */
    const refused = async (token: string | undefined, ask_ = ask) => {
      const before = { rows: await dumpTables(), kvWrites: world().kvWrites() };
      const response = await ask_(token);
      expect({ rows: await dumpTables(), kvWrites: world().kvWrites() }).toEqual(before);
      return response;
    };
    const make = (body: TokenBody) => issue(world(), body);

    beforeAll(async () => {
      good = (await make(route.admits)).secret;
    });

    it('no token: 401 unauthenticated, with a challenge that names no error', async () => {
      const response = await refused(undefined);
      expect(response.headers.get('WWW-Authenticate')).toMatch(UNAUTHENTICATED);
      expect(await outcome(response)).toBe('401 unauthenticated');
    });

    it('a forged token of the right shape: 401 invalid_token', async () => {
      const response = await refused(forge(good));
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="jeton", error="invalid_token"/);
      expect(await outcome(response)).toBe('401 invalid_token');
    });

    it('an expired token: 401 token_expired', async () => {
      const { test } = world();
      const { secret } = await make({ ...route.admits, expires: '1h' });
      test.nowMs += HOUR_MS;
      const response = await refused(secret);
      test.nowMs -= HOUR_MS;
      expect(response.headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
      expect(await outcome(response)).toBe('401 token_expired');
    });

    it('a revoked token: 401 token_revoked', async () => {
      const { secret, id } = await make(route.admits);
      await world().test.call('DELETE', `/v1/tokens/${id}`, { token: world().admin });
      expect(await outcome(await refused(secret))).toBe('401 token_revoked');
    });

    it('a replaced secret: 401 token_replaced', async () => {
      const { secret, id } = await make(route.admits);
      await world().test.call('POST', `/v1/tokens/${id}/refresh`, { token: world().admin });
      expect(await outcome(await refused(secret))).toBe('401 token_replaced');
    });

    it('a disabled token: 401 token_disabled', async () => {
      const { secret, id } = await make(route.admits);
      await world().test.call('POST', `/v1/tokens/${id}/disable`, { token: world().admin });
      expect(await outcome(await refused(secret))).toBe('401 token_disabled');
    });

    it('a token that is not valid yet: 401 token_not_yet_valid', async () => {
      const { secret } = await make({ ...route.admits, notBefore: '2099-01-01T00:00:00Z' });
      expect(await outcome(await refused(secret))).toBe('401 token_not_yet_valid');
    });

    // Signed tokens are bound to none.
    it.skipIf(route.admits.format === 'jwt')('a token bound to other addresses: 403 address_not_allowed', async () => {
      const { secret } = await make({ ...route.admits, allowedIps: ['192.0.2.0/24'] });
      expect(await outcome(await refused(secret))).toBe('403 address_not_allowed');
    });

    it('plain HTTP: 403 https_required, even with a good token', async () => {
      const url = new URL(at(route.path), ORIGIN.replace('https', 'http'));
      const headers = { Authorization: `Bearer ${good}` };
      const response = await refused(good, () =>
        world().test.fetch(new Request(url, { method: route.method, headers })),
      );
      expect(await outcome(response)).toBe('403 https_required');
    });

    const { lacks, wrongType, conceals } = route;
    if (lacks) {
      it('a token without the power: 403 insufficient_scope, naming the scope', async () => {
        const response = await refused((await make(lacks)).secret);
        const { code, scope } = await response.clone().json<{ code: string; scope?: string }>();
        expect(await outcome(response)).toBe('403 insufficient_scope');
        expect({ code, scope }).toEqual({
          code: 'insufficient_scope',
          scope: expect.stringMatching(/^[^:]+:[^:]+:[^:]+$/),
        });
        expect(response.headers.get('WWW-Authenticate')).toBe(
          `${CHALLENGE}, error="insufficient_scope", scope="${scope}", ${METADATA}`,
        );
      });
    }

    if (wrongType) {
      it('a token of a type that the route does not take: 403 wrong_token_type', async () => {
        expect(await outcome(await refused((await make(wrongType)).secret))).toBe('403 wrong_token_type');
      });
    }

    if (conceals) {
      it.each(conceals.from)('what exists looks like what does not, byte for byte, to %j', async (body) => {
        const { secret } = await make(body);
        const there = await refused(secret);
        const missing = await refused(secret, (token) => ask(token, conceals.missing));
        expect(await comparable(there)).toEqual(await comparable(missing));
        expect(there.status).toBeGreaterThanOrEqual(400);
      });
    }

    if (route.boundedBody) {
      it.each([
        ['whose length is told', { 'Content-Length': String(OVER_LONG) }],
        ['whose length is not told', {}],
      ])('a body of 70,000 bytes %s: 413 payload_too_large', async (_how, length) => {
        const headers = { ...route.headers, 'Content-Type': 'application/json', ...length };
        const response = await refused(good, (token) =>
          world().test.call(route.method, at(route.path), { token, headers, body: overLong(route.json) }),
        );
        expect(await outcome(response)).toBe('413 payload_too_large');
      });
    }

    // Last, for it does what the route does. Without it, a route that refuses everybody would pass all of the above.
    it('the good token is let in', async () => {
      expect(await outcome(await ask(good))).toMatch(/^2\d\d$/);
    });
  });
}

/**
 * `nobody` has no role at all; `reader` sees the tokens of project web and may do nothing with them; `member` is a member
 * of it; `elsewhere` owns a project, but another one.
 */
const PEOPLE: Record<string, () => Promise<string>> = {
  nobody: () => addUser('none'),
  reader: () => addMemberAs('web', 'reader', ['token:read', 'subscription:read']),
  member: () => addMemberAs('web', 'member', null),
  elsewhere: () => addMemberAs('elsewhere', 'owner', null),
};

async function addMemberAs(project: string, role: string, permissions: string[] | null): Promise<string> {
  const user = await addUser('none');
  const made = 'insert or ignore into projects (id, name, created_at) values (?1, ?1, 0)';
  const custom = 'insert or ignore into roles (name, permissions, created_at) values (?, ?, 0)';
  const member = 'insert into members (project, user_id, role, created_at) values (?, ?, ?, 0)';
  await env.DB.batch([
    env.DB.prepare(made).bind(project),
    ...(permissions ? [env.DB.prepare(custom).bind(role, JSON.stringify(permissions))] : []),
    env.DB.prepare(member).bind(project, parseId('usr', user), role),
  ]);
  return user;
}

/** A token from a body in which the owner may be one of {@link PEOPLE}. */
export async function issue({ test, admin }: World, body: TokenBody): Promise<{ id: string; secret: string }> {
  const person = typeof body.owner === 'string' && body.owner in PEOPLE ? PEOPLE[body.owner] : undefined;
  return makeToken(test, admin, { ...body, ...(person && { owner: await person() }) });
}

/** The same token but for its last digit: the shape is right, the tag is not. */
export function forge(secret: string): string {
  return secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
}

/** Puts a person straight into D1; returns their public id. */
export async function addUser(role: string, fields: { email?: string; name?: string } = {}): Promise<string> {
  const key = 1_000 + users;
  users += 1;
  const { email = `user${key}@example.com`, name = `User ${key}` } = fields;
  await env.DB.prepare('insert into users (id, version, email, name, role, created_at) values (?, 1, ?, ?, ?, 0)')
    .bind(key, email, name, role)
    .run();
  const digits = [...key.toString(32).padStart(11, '0')].map((digit) => Number.parseInt(digit, 32));
  return `usr_${digits.map((digit) => '0123456789abcdefghjkmnpqrstvwxyz'.charAt(digit)).join('')}`;
}
let users = 0;

/** Puts a project with namespaces straight into D1. */
export async function addProject(id: string, namespaces: string[] = []): Promise<void> {
  const project = env.DB.prepare('insert into projects (id, name, created_at) values (?, ?, 0)').bind(id, id);
  const namespace = env.DB.prepare(
    'insert into namespaces (project, name, retention_days, created_at) values (?, ?, 0, 0)',
  );
  await env.DB.batch([project, ...namespaces.map((name) => namespace.bind(id, name))]);
}

/** Every row of every table. */
export async function dumpTables(): Promise<Record<string, string>> {
  const dump: Record<string, string> = {};
  const { results: tables } = await env.DB.prepare(
    `select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'
     and name not like '\\_cf%' escape '\\' and name not like 'token\\_search%' escape '\\'`,
  ).all<{ name: string }>();
  const rows = await env.DB.batch(tables.map(({ name }) => env.DB.prepare(`select * from "${name}"`)));
  for (const [index, { name }] of tables.entries()) dump[name] = JSON.stringify(rows[index]?.results, bytesAsHex);
  return dump;
}

/** Every key and value of both KV namespaces. */
export async function dumpKv(): Promise<Record<string, string>> {
  const dump: Record<string, string> = {};
  for (const binding of ['EDGE', 'ITEMS'] as const) {
    for (const { name } of (await env[binding].list()).keys) {
      dump[`${binding} ${name}`] = (await env[binding].get(name)) ?? '';
    }
  }
  return dump;
}

/** D1 answers a BLOB with an array of numbers. */
function bytesAsHex(_name: string, value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((byte) => typeof byte === 'number')) return value;
  return value.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An answer without what differs from request to request. */
async function comparable(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => name !== 'request-id');
  const text = await response.text();
  return { status: response.status, headers, text: text.replaceAll(/req_[0-9a-f-]{36}/g, 'req') };
}

function overLong(json: unknown): string {
  const start = JSON.stringify({ ...(typeof json === 'object' ? json : {}), padding: '' }).slice(0, -2);
  return `${start}${'x'.repeat(OVER_LONG - start.length - 2)}"}`;
}
