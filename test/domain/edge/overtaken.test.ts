import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { sha256 } from '../../../src/crypto/digest.ts';
import { tokenCopyKey } from '../../../src/kv/keys.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';
import { type StorageCall, watchStorage } from '../../support/watched-storage.ts';

/** The interleavings that chance would seldom draw, each forced: one call is held until all else is done. */
let calm: TestApp;
let admin: string;

beforeAll(async () => {
  calm = createTestApp();
  admin = await setUpAdmin(calm);
});

const body = { type: 'client', projects: ['*'], environments: ['production'] };
const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token });

/** An app whose first call of a kind waits, before or after its effect, until it is let go. */
function appThatWaits(when: 'before' | 'after', isTheOne: (call: StorageCall) => boolean) {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const held = { done: false };
  const hold = async (call: StorageCall) => {
    if (held.done || !isTheOne(call)) return;
    held.done = true;
    reached.resolve();
    await released.promise;
  };
  const app = createTestApp(watchStorage({ [when]: hold }));
  app.nowMs = calm.nowMs;
  return { app, reached: reached.promise, release: released.resolve };
}

const isKvWrite = ({ binding, operation }: StorageCall) => binding === 'EDGE' && operation === 'put';
const isKvRead = ({ binding, operation }: StorageCall) => binding === 'EDGE' && operation === 'get';
const isFeedRead = ({ sql }: StorageCall) => sql.includes('from "changes"') && !sql.includes('insert');

describe('a publisher that was overtaken by a newer one', () => {
  it('writes the newer copy after its older one', async () => {
    const { id, secret } = await makeToken(calm, admin, body);
    const { app, reached, release } = appThatWaits('before', isKvWrite);
    const renamed = app.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { name: 'renamed' } });
    await reached;
    await calm.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    release();
    await renamed;
    const copy = await env.EDGE.get<TokenCopy>(tokenCopyKey(sha256(secret)), 'json');
    expect([copy?.version, copy?.revokedAt]).toEqual([3, expect.any(Number)]);
  });
});

describe('a read of the feed that began before this isolate changed something', () => {
  it('does not count as fresh', async () => {
    const { id, secret } = await makeToken(calm, admin, body);
    const { app, reached, release } = appThatWaits('after', isFeedRead);
    const early = self(app, secret);
    await reached;
    await app.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    release();
    await early;
    expect(await outcome(await self(app, secret))).toBe('401 token_revoked');
  });
});

describe('a cache fill that a change overtook', () => {
  it('does not put the old copy back', async () => {
    const { id, secret } = await makeToken(calm, admin, body);
    const { app, reached, release } = appThatWaits('after', isKvRead);
    const early = self(app, secret);
    await reached;
    await app.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    release();
    await early;
    expect(await outcome(await self(app, secret))).toBe('401 token_revoked');
  });

  it('from a KV that stands still, is noticed as soon as the feed moves', async () => {
    const { id, secret } = await makeToken(calm, admin, body);
    const kv = createUnfaithfulKv();
    const far = createTestApp({ EDGE: kv.binding });
    const startMs = calm.nowMs;
    const at = async (seconds: number) => {
      far.nowMs = startMs + seconds * 1000;
      return outcome(await self(far, secret));
    };
    kv.state.mode = 'frozen';
    expect(await at(0)).toBe('200');
    calm.nowMs = startMs + 1_000;
    await calm.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    far.isolate.memory.clear();
    // Filled anew from the old KV record at 4 s, and the feed read behind the answer at 9 s, both within the bound.
    expect(await at(4)).toBe('200');
    expect(await at(9)).toBe('200');
    expect(await at(12)).toBe('401 token_revoked');
  });
});
