import { env } from 'cloudflare:workers';
import fc, { type Scheduler } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { sha256 } from '../../../src/crypto/digest.ts';
import { tokenCopyKey } from '../../../src/kv/keys.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { nextMinuteCron } from '../../support/crons.ts';
import { type Watcher, watchStorage } from '../../support/watched-storage.ts';

/**
 * fast-check draws the order in which the storage calls of concurrent requests begin and end. Whatever it draws, a
 * change that was answered must hold.
 */
const gate: { scheduler: Scheduler | null } = { scheduler: null };
const pass = async () => {
  await gate.scheduler?.schedule(Promise.resolve());
};
const watcher: Watcher = { before: pass, after: pass };

let calm: TestApp;
let admin: string;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
});

const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token });

const CHANGES = [
  { path: (id: string) => `/v1/tokens/${id}`, method: 'DELETE', json: undefined, afterwards: '401 token_revoked' },
  { path: (id: string) => `/v1/tokens/${id}/refresh`, method: 'POST', json: {}, afterwards: '401 token_replaced' },
  {
    path: (id: string) => `/v1/tokens/${id}/disable`,
    method: 'POST',
    json: undefined,
    afterwards: '401 token_disabled',
  },
  { path: () => '/v1/tokens/revoke', method: 'POST', json: { type: 'client' }, afterwards: '401 token_revoked' },
] as const;

const body = { type: 'client', projects: ['*'], environments: ['production'] };

/** Runs requests together, their storage calls in the drawn order. */
async function interleave(scheduler: Scheduler, requests: (() => Promise<unknown>)[]): Promise<void> {
  gate.scheduler = scheduler;
  try {
    await scheduler.waitFor(Promise.all(requests.map((request) => request())));
  } finally {
    gate.scheduler = null;
  }
}

describe('a change that races cache fills', () => {
  it('is never undone in the isolate that made it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.constantFrom(...CHANGES), async (scheduler, change) => {
        const { id, secret } = await makeToken(calm, admin, body);
        const app = createTestApp(watchStorage(watcher));
        app.nowMs = calm.nowMs;
        await interleave(scheduler, [
          () => self(app, secret),
          () => app.call(change.method, change.path(id), { token: admin, json: change.json }),
          () => self(app, secret),
        ]);
        expect(await outcome(await self(app, secret))).toBe(change.afterwards);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('is never undone elsewhere: within the bound, and for good', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.constantFrom(...CHANGES), async (scheduler, change) => {
        const { id, secret } = await makeToken(calm, admin, body);
        const [here, there] = [createTestApp(watchStorage(watcher)), createTestApp(watchStorage(watcher))];
        here.nowMs = calm.nowMs;
        there.nowMs = calm.nowMs;
        await interleave(scheduler, [
          () => here.call(change.method, change.path(id), { token: admin, json: change.json }),
          () => self(there, secret),
          () => self(there, secret),
        ]);
        there.nowMs += 10_001;
        expect(await outcome(await self(there, secret))).toBe(change.afterwards);
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  it('two changes and their publications leave KV with what D1 says, in whatever order they write', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { id, secret } = await makeToken(calm, admin, body);
        const [here, there] = [createTestApp(watchStorage(watcher)), createTestApp(watchStorage(watcher))];
        here.nowMs = calm.nowMs;
        there.nowMs = calm.nowMs;
        await interleave(scheduler, [
          () => here.call('POST', `/v1/tokens/${id}/disable`, { token: admin }),
          () => there.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { name: 'renamed' } }),
        ]);
        await nextMinuteCron(calm);
        const truth = await env.DB.prepare('select max(version) as version from tokens where name = ?')
          .bind('renamed')
          .first<{ version: number }>();
        const copy = await env.EDGE.get<TokenCopy>(tokenCopyKey(sha256(secret)), 'json');
        expect(copy?.version).toBe(truth?.version);
        expect(copy?.disabledAt).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('two refreshes with one key at once', () => {
  it('make one version and give one secret', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { id } = await makeToken(calm, admin, body);
        const app = createTestApp(watchStorage(watcher));
        app.nowMs = calm.nowMs;
        const headers = { 'Idempotency-Key': crypto.randomUUID() };
        const secrets: string[] = [];
        const refresh = async () => {
          const response = await app.call('POST', `/v1/tokens/${id}/refresh`, { token: admin, headers });
          secrets.push((await response.json<{ secret: string }>()).secret);
        };
        await interleave(scheduler, [refresh, refresh]);
        expect(new Set(secrets).size).toBe(1);
        const { refreshedAt } = await (await calm.call('GET', `/v1/tokens/${id}`, { token: admin })).json<{
          refreshedAt: string;
        }>();
        expect(refreshedAt).not.toBeNull();
        expect(await outcome(await self(app, secrets[0] ?? ''))).toBe('200');
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
