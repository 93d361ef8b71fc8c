import { beforeAll, describe, expect, it } from 'vitest';
import { StorageError } from '../../../src/contract/storage-error.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { createUnfaithfulKv } from '../../support/unfaithful-kv.ts';

/**
 * Two locations: `near` makes the changes over faithful KV, `far` validates over a KV that stands still, reorders or
 * forgets. The local KV is never stale, so only such a stand-in can show what the change feed is for.
 */
let near: TestApp;
let admin: string;

beforeAll(async () => {
  near = createTestApp();
  admin = await setUpAdmin(near);
});

const BOUND_MS = 10_000;

type Setting = { mode: 'frozen' | 'reordering' | 'forgetful'; feed: boolean };

/** A location with its own isolate and view of KV; without the feed it is the control. */
function location({ mode, feed }: Setting) {
  const kv = createUnfaithfulKv();
  const far = createTestApp({ EDGE: kv.binding });
  if (!feed) {
    far.services = {
      ...far.services,
      changes: {
        ...far.services.changes,
        read: async () => ({ changes: [], windowStart: 0, full: false, imports: false }),
      },
    };
  }
  kv.state.mode = mode;
  return { far, kv };
}

const self = (app: TestApp, token: string) => app.call('GET', '/v1/tokens/self', { token });
const item = (app: TestApp, token: string) =>
  app.call('POST', '/v1/tokens/verify', { token: admin, json: { token, require: READ_MARKETING } });
const READ_MARKETING = [{ resource: 'namespace', name: 'marketing', action: 'read' }];

const CHANGES: Record<string, { change: (id: string) => Promise<Response>; afterwards: string }> = {
  'a revocation': {
    change: (id) => near.call('DELETE', `/v1/tokens/${id}`, { token: admin }),
    afterwards: '401 token_revoked',
  },
  'a refresh': {
    change: (id) => near.call('POST', `/v1/tokens/${id}/refresh`, { token: admin }),
    afterwards: '401 token_replaced',
  },
  'a disabling': {
    change: (id) => near.call('POST', `/v1/tokens/${id}/disable`, { token: admin }),
    afterwards: '401 token_disabled',
  },
  'a bulk revocation': {
    change: () => near.call('POST', '/v1/tokens/revoke', { token: admin, json: { type: 'client' } }),
    afterwards: '401 token_revoked',
  },
};

/** What the far location answers to a token known to it, when so many milliseconds have passed since the change. */
async function afterChange(setting: Setting, name: keyof typeof CHANGES, elapsedMs: number): Promise<string> {
  const { far, kv } = location(setting);
  far.nowMs = near.nowMs;
  const body = { type: 'client', projects: ['*'], environments: ['production'] };
  const { id, secret } = await makeToken(near, admin, body);
  expect(await outcome(await self(far, secret))).toBe('200');
  await CHANGES[name]?.change(id);
  await kv.arriveReversed();
  far.nowMs += elapsedMs;
  return outcome(await self(far, secret));
}

describe.each(['frozen', 'reordering', 'forgetful'] as const)('with KV %s', (mode) => {
  it.each(Object.keys(CHANGES))('%s is known everywhere within the bound', async (name) => {
    expect(await afterChange({ mode, feed: true }, name, BOUND_MS + 1)).toBe(CHANGES[name]?.afterwards);
  });

  it.each(Object.keys(CHANGES))('%s is still known after an hour of it', async (name) => {
    expect(await afterChange({ mode, feed: true }, name, 3_600_000)).toBe(CHANGES[name]?.afterwards);
  });
});

describe('the control without the feed', () => {
  it.each(Object.keys(CHANGES))('lets %s go unnoticed with KV frozen, so the tests above can fail', async (name) => {
    expect(await afterChange({ mode: 'frozen', feed: false }, name, BOUND_MS + 1)).toBe('200');
  });
});

describe('a location that never saw the token before the change', () => {
  it('does not believe an older KV record than the feed names', async () => {
    const { id, secret } = await makeToken(near, admin, { type: 'admin' });
    const { far, kv } = location({ mode: 'frozen', feed: true });
    far.nowMs = near.nowMs;
    await self(far, secret);
    await near.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    far.isolate = createIsolate();
    expect(kv.state.mode).toBe('frozen');
    expect(await outcome(await self(far, secret))).toBe('401 token_revoked');
  });
});

describe('grants', () => {
  it('taken away are gone within the bound, given ones are there within it', async () => {
    await near.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
    await near.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'marketing' } });
    const grants = [{ resource: 'namespace', name: 'marketing', actions: ['read'] }];
    const body = { type: 'access', project: 'web', environments: ['production'], grants };
    const { id, secret } = await makeToken(near, admin, body);
    const { far } = location({ mode: 'frozen', feed: true });
    far.nowMs = near.nowMs;
    const code = async () => (await (await item(far, secret)).json<{ code: string | null }>()).code;
    expect(await code()).toBe(null);
    await near.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { grants: [] } });
    far.nowMs += BOUND_MS + 1;
    expect(await code()).toBe('insufficient_scope');
    await near.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { grants } });
    far.nowMs += BOUND_MS + 1;
    expect(await code()).toBe(null);
  });
});

describe('strict', () => {
  it('refuses on the first request after the commit, whatever memory and KV hold', async () => {
    const { id, secret } = await makeToken(near, admin, { type: 'admin' });
    const { far } = location({ mode: 'frozen', feed: true });
    far.nowMs = near.nowMs;
    expect(await outcome(await self(far, secret))).toBe('200');
    await near.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    const json = { id: 'late', name: 'Late' };
    expect(await outcome(await far.call('POST', '/v1/projects', { token: secret, json }))).toBe('401 token_revoked');
  });
});

describe('the location that made the change', () => {
  it('knows it with its next answer', async () => {
    const { id, secret } = await makeToken(near, admin, { type: 'admin' });
    expect(await outcome(await self(near, secret))).toBe('200');
    await near.call('POST', `/v1/tokens/${id}/refresh`, { token: admin });
    expect(await outcome(await self(near, secret))).toBe('401 token_replaced');
  });
});

describe('when the feed cannot be read', () => {
  it('copies within the bound still serve; past it the answer is 503, never 200 or 401', async () => {
    const { secret } = await makeToken(near, admin, { type: 'admin' });
    const { far } = location({ mode: 'frozen', feed: true });
    far.nowMs = near.nowMs;
    await self(far, secret);
    const { services } = far;
    const read = () => Promise.reject(new StorageError('D1 is overloaded'));
    far.services = { ...services, changes: { ...services.changes, read } };
    far.nowMs += BOUND_MS;
    expect(await outcome(await self(far, secret))).toBe('200');
    far.nowMs += 1;
    const refused = await self(far, secret);
    expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await outcome(refused)).toBe('503 unavailable');
    far.services = services;
    expect(await outcome(await self(far, secret))).toBe('200');
  });
});

describe('a publication that hangs', () => {
  it('for a day does not let an old copy back in: the window reaches back to it', async () => {
    const { far } = location({ mode: 'frozen', feed: true });
    const { id, secret } = await makeToken(near, admin, { type: 'admin' });
    far.nowMs = near.nowMs;
    await self(far, secret);
    const stuck = createTestApp();
    stuck.nowMs = near.nowMs;
    stuck.services = {
      ...stuck.services,
      copies: { ...stuck.services.copies, put: () => Promise.reject(new Error('KV PUT failed: 500')) },
    };
    await stuck.call('DELETE', `/v1/tokens/${id}`, { token: admin });
    far.nowMs += 86_400_000;
    far.isolate = createIsolate();
    expect(await outcome(await self(far, secret))).toBe('401 token_revoked');
  });
});
