import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { failingStorage } from '../../support/watched-storage.ts';

let calm: TestApp;
let admin: string;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
});

const body = { type: 'client', projects: ['*'], environments: ['production'] };
const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token });

const OPERATIONS: Record<string, (app: TestApp, id: string) => Promise<Response>> = {
  create: (app) => app.call('POST', '/v1/tokens', { token: admin, json: { name: 'new', ...body } }),
  patch: (app, id) => app.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { name: 'patched' } }),
  refresh: (app, id) => app.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, json: { overlap: '1h' } }),
  disable: (app, id) => app.call('POST', `/v1/tokens/${id}/disable`, { token: admin }),
  revoke: (app, id) => app.call('DELETE', `/v1/tokens/${id}`, { token: admin }),
  'revoke all': (app) => app.call('POST', '/v1/tokens/revoke', { token: admin, json: { type: 'client' } }),
};

/** Crashes an operation at its n-th storage call for n = 1, 2, … until it needs no more; checks after each. */
async function crashEverywhere(late: boolean, operation: (app: TestApp, id: string) => Promise<Response>) {
  let crashes = 0;
  for (let n = 1; ; n += 1) {
    const { id, secret } = await makeToken(calm, admin, body);
    const { bindings, state } = failingStorage(n, { late });
    const app = createTestApp(bindings);
    app.nowMs = calm.nowMs;
    const answer = await outcome(await operation(app, id));
    expect(answer).toMatch(/^(20\d|503 unavailable)$/);
    await nextMinuteCron(calm);
    await nextMinuteCron(calm);
    await expectNothingLost();
    expect(await outcome(await self(createFresh(), secret))).toMatch(/^(200|401 token_(revoked|disabled|replaced))$/);
    if (state.calls < n) return crashes;
    crashes += 1;
  }
}

function createFresh(): TestApp {
  const app = createTestApp();
  app.nowMs = calm.nowMs;
  return app;
}

/** D1 is whole: one audit row a version. KV says what D1 says. Nothing is owed. */
async function expectNothingLost() {
  const owed = await env.DB.prepare('select count(*) as n from outbox').first<{ n: number }>();
  expect(owed?.n).toBe(0);
  const { results } = await env.DB.prepare(
    `select t.id, t.version, t.revoked_at, lower(hex(s.digest)) as digest,
       (select count(*) from secrets x where x.token_id = t.id and x.ends_at is null) as newest
     from tokens t join secrets s on s.token_id = t.id and s.number = t.secret_number`,
  ).all<{ id: number; version: number; digest: string; newest: number; revoked_at: number | null }>();
  for (const row of results) {
    expect(row.newest).toBe(1);
    const copy = await env.EDGE.get<TokenCopy>(`t:${row.digest}`, 'json');
    expect(copy, `copy of token ${row.id}`).not.toBeNull();
    expect(copy?.version).toBe(row.version);
    expect(copy?.revokedAt).toBe(row.revoked_at);
  }
  const audited = await env.DB.prepare(`select count(*) as n from events where action = 'token.created'`).first<{
    n: number;
  }>();
  const made = await env.DB.prepare('select count(*) as n from tokens').first<{ n: number }>();
  expect(audited?.n).toBe(made?.n);
}

describe.each([
  { when: 'before', late: false },
  { when: 'after', late: true },
])('a crash just $when any storage call', ({ late }) => {
  it.each(Object.keys(OPERATIONS))(
    'of %s loses nothing: the next cron publishes what D1 committed',
    async (name) => {
      const operation = OPERATIONS[name];
      expect(operation).toBeDefined();
      if (!operation) return;
      expect(await crashEverywhere(late, operation)).toBeGreaterThanOrEqual(2);
    },
    120_000,
  );
});

describe('storage that fails while a good token is validated', () => {
  it('is 503 with Retry-After at whichever call it fails, never 200, never 401', async () => {
    const { secret } = await makeToken(calm, admin, body);
    for (let n = 1; ; n += 1) {
      const { bindings, state } = failingStorage(n, { forEver: true });
      const app = createTestApp(bindings);
      app.nowMs = calm.nowMs;
      const response = await self(app, secret);
      if (state.calls < n) {
        expect(await outcome(response)).toBe('200');
        return;
      }
      expect(response.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
      expect(await outcome(response)).toBe('503 unavailable');
    }
  });

  it('lets it in again as soon as storage answers', async () => {
    const { secret } = await makeToken(calm, admin, body);
    const { bindings, state } = failingStorage(1, { forEver: true });
    const app = createTestApp(bindings);
    app.nowMs = calm.nowMs;
    expect(await outcome(await self(app, secret))).toBe('503 unavailable');
    state.armed = false;
    app.isolate = createIsolate();
    expect(await outcome(await self(app, secret))).toBe('200');
  });

  it('does not turn a forgery into 503: it needs no storage to be refused', async () => {
    const { bindings } = failingStorage(1, { forEver: true });
    const app = createTestApp(bindings);
    expect(await outcome(await self(app, `*:*.jtn_${'0'.repeat(64)}`))).toBe('401 invalid_token');
  });
});
