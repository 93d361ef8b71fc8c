import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { formatId, parseId } from '../../../src/contract/ids.ts';
import type { UsesMessage } from '../../../src/contract/queue.ts';
import type { TokenCopy } from '../../../src/contract/token-copy.ts';
import { createUses, type FlushDeps, flushUses, noteAccepted, noteRefused } from '../../../src/domain/tokens/uses.ts';
import { verifyOverBinding } from '../../../src/routes/binding/verify.ts';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../../support/app.ts';
import { countedOf, readCounted } from '../../support/counts.ts';
import { learnNonce, makeHolder, present } from '../../support/dpop.ts';
import { createTestGateway, type TestGateway } from '../../support/gateway.ts';
import { handOver } from '../../support/queue.ts';
import { addProject, forge } from '../../support/route-contract.ts';

const ACCESS = { type: 'access', projects: ['web'], environments: ['production'], expires: '90d' };
const HOUR_MS = 3_600_000;
let test: TestApp;
let gateway: TestGateway;
let admin = '';
beforeAll(async () => {
  test = createTestApp();
  gateway = createTestGateway(test);
  admin = await setUpAdmin(test);
  await addProject('web', ['marketing']);
  await addProject('app');
  const rules = [{ paths: ['/*'], access: { by: 'token', requires: [] } }] as const;
  await gateway.put({ document: { origin: { url: inject('origin') }, rules: [...rules] }, project: 'web' });
});

const keyOf = (id: string) => parseId('tok', id) ?? 0;
const self = (token: string) => test.call('GET', '/v1/tokens/self', { token });
const verify = async (token: string, asked: Record<string, unknown> = {}) => {
  const response = await test.call('POST', '/v1/tokens/verify', { token: admin, json: { token, ...asked } });
  return (await response.json<{ code: string | null }>()).code;
};
const overBinding = async (token: string) => {
  const context = createExecutionContext();
  const { services, isolate, nowMs } = test;
  const caller = { clientId: null, projects: ['*'] };
  const verdict = await verifyOverBinding({ services, isolate, nowMs, clientId: null }, context, caller, token, null);
  await waitOnExecutionContext(context);
  return verdict.code;
};

describe('a request with a token that is accepted', () => {
  it.each<[string, (secret: string) => Promise<unknown>, Record<string, number>]>([
    ['by the API', self, { 'web accepted': 1 }],
    ['at the gateway', (token) => gateway.call('GET', '/any', { token }), { 'web accepted': 1 }],
    ['over the service binding', overBinding, { 'web accepted': 1 }],
    // Whoever asks presents a token too.
    ['by who asks about it', verify, { accepted: 1, 'web accepted': 1 }],
    [
      'by introspection',
      (token) => {
        const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const body = new URLSearchParams({ token }).toString();
        return test.call('POST', '/oauth/introspect', { token: admin, headers, body });
      },
      { accepted: 1, 'web accepted': 1 },
    ],
  ])('%s is counted, for its project and for the token', async (_how, make, outcomes) => {
    const { id, secret } = await makeToken(test, admin, ACCESS);
    const counted = await countedOf(test, () => make(secret));
    expect(counted.outcomes).toEqual(outcomes);
    expect(counted.tokens[keyOf(id)]).toEqual([1, 0]);
  });

  it.each([[['web', 'app']], [['*']]])('with a token of the projects %j counts for none of them', async (projects) => {
    const { secret } = await makeToken(test, admin, { ...ACCESS, type: 'client', projects });
    expect((await countedOf(test, () => self(secret))).outcomes).toEqual({ accepted: 1 });
  });
});

describe('a request with a token that is refused', () => {
  const soon = () => new Date(test.nowMs + HOUR_MS).toISOString();
  it.each<[string, () => Record<string, unknown>, Record<string, unknown>]>([
    ['token_not_yet_valid', () => ({ notBefore: soon() }), {}],
    ['wrong_environment', () => ({}), { environment: 'staging' }],
    ['not_found', () => ({}), { project: 'app' }],
    ['address_not_allowed', () => ({ allowedIps: ['192.0.2.1'] }), { address: '192.0.2.2' }],
    ['insufficient_scope', () => ({}), { require: [{ resource: 'namespace', name: 'marketing', action: 'read' }] }],
    ['invalid_dpop_proof', () => ({ dpopKey: 'A'.repeat(43) }), {}],
  ])('%s: is counted under this code', async (code, body, asked) => {
    const { id, secret } = await makeToken(test, admin, { ...ACCESS, ...body() });
    const counted = await countedOf(test, async () => expect(await verify(secret, asked)).toBe(code));
    expect(counted.outcomes).toEqual({ accepted: 1, [`web ${code}`]: 1 });
    expect(counted.tokens[keyOf(id)]).toEqual([0, 1]);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['token_revoked', (id) => test.call('DELETE', `/v1/tokens/${id}`, { token: admin })],
    ['token_disabled', (id) => test.call('POST', `/v1/tokens/${id}/disable`, { token: admin })],
    ['token_replaced', (id) => test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin })],
  ])('%s: is counted under this code', async (code, end) => {
    const { id, secret } = await makeToken(test, admin, ACCESS);
    await end(id);
    const counted = await countedOf(test, () => self(secret));
    expect(counted).toEqual({ outcomes: { [`web ${code}`]: 1 }, tokens: { [keyOf(id)]: [0, 1] } });
  });

  it('token_expired: is counted under this code', async () => {
    const { id, secret } = await makeToken(test, admin, { ...ACCESS, expires: '1h' });
    test.nowMs += HOUR_MS;
    const counted = await countedOf(test, () => self(secret));
    expect(counted).toEqual({ outcomes: { 'web token_expired': 1 }, tokens: { [keyOf(id)]: [0, 1] } });
  });

  it('wrong_token_type, also where the gateway refuses it', async () => {
    const { id, secret } = await makeToken(test, admin, ACCESS);
    const counted = await countedOf(test, () => test.call('GET', '/v1/users', { token: secret }));
    expect(counted).toEqual({ outcomes: { 'web wrong_token_type': 1 }, tokens: { [keyOf(id)]: [0, 1] } });
    const elsewhere = await makeToken(test, admin, { ...ACCESS, projects: ['app'] });
    const refused = await countedOf(test, () => gateway.call('GET', '/any', { token: elsewhere.secret }));
    expect(refused).toEqual({ outcomes: { 'app not_found': 1 }, tokens: { [keyOf(elsewhere.id)]: [0, 1] } });
  });

  it('use_dpop_nonce, then accepted with it', async () => {
    const holder = await makeHolder();
    const { id, secret } = await makeToken(test, admin, { ...ACCESS, dpopKey: holder.thumbprint });
    const counted = await countedOf(test, async () => {
      const nonce = await learnNonce(test, holder, secret);
      const proof = await holder.prove({ token: secret, nonce, nowMs: test.nowMs });
      expect((await present(test, secret, proof)).status).toBe(200);
    });
    expect(counted.outcomes).toEqual({ 'web accepted': 1, 'web use_dpop_nonce': 1 });
    expect(counted.tokens[keyOf(id)]).toEqual([1, 1]);
  });

  it.each<[string, (forged: string) => Promise<unknown>]>([
    ['by the API', self],
    ['at the gateway', (token) => gateway.call('GET', '/any', { token })],
    ['over the service binding', overBinding],
    ['over the service binding, too long to be one', () => overBinding('x'.repeat(5_000))],
  ])('a forged one %s is invalid_token, of no project and no token', async (_how, make) => {
    const { secret } = await makeToken(test, admin, ACCESS);
    expect(await countedOf(test, () => make(forge(secret)))).toEqual({ outcomes: { invalid_token: 1 }, tokens: {} });
  });

  it('does not move the time of its last use', async () => {
    const { id, secret } = await makeToken(test, admin, ACCESS);
    await countedOf(test, () => test.call('GET', '/v1/users', { token: secret }));
    const shown = await test.call('GET', `/v1/tokens/${id}`, { token: admin });
    expect((await shown.json<{ lastUsedAt: string | null }>()).lastUsedAt).toBeNull();
  });

  it('who is told to wait is counted under what was wrong with the token', async () => {
    const { secret } = await makeToken(test, admin, ACCESS);
    const headers = { 'CF-Connecting-IP': '198.51.100.200' };
    const counted = await countedOf(test, async () => {
      const statuses = new Set<number>();
      for (let n = 0; n < 62; n += 1) {
        statuses.add((await test.call('GET', '/v1/tokens/self', { token: forge(secret), headers })).status);
      }
      expect(statuses).toEqual(new Set([401, 429]));
    });
    expect(counted.outcomes).toEqual({ invalid_token: 62 });
  });
});

describe('not counted', () => {
  it('is what presents no token', async () => {
    const counted = await countedOf(test, async () => {
      await test.call('GET', '/v1/tokens/self');
      await gateway.call('GET', '/any');
    });
    expect(counted).toEqual({ outcomes: {}, tokens: {} });
  });
});

/** The counting itself, without a deployment around it. */
function counter() {
  const messages: UsesMessage[] = [];
  const works: Promise<unknown>[] = [];
  const deps: FlushDeps = {
    uses: createUses(),
    nowMs: test.nowMs,
    background: (work) => works.push(work),
    wait: () => Promise.resolve(),
    enqueueUses: async (message) => {
      messages.push(message);
    },
  };
  return { deps, messages, works };
}
const copyOf = (id: number, project = 'web') => ({ id, projects: [project] }) as TokenCopy;

describe('counting in memory', () => {
  it('takes one entry of a token and one message, however many requests there are', async () => {
    const { deps, messages, works } = counter();
    for (let n = 0; n < 1_000; n += 1) noteAccepted(deps, copyOf(1));
    for (let n = 0; n < 500; n += 1) noteRefused(deps, copyOf(1), { reason: 'disabled' });
    expect(works).toHaveLength(1);
    await Promise.all(works);
    const hour = Math.floor(deps.nowMs / HOUR_MS);
    const at = Math.floor(deps.nowMs / 1000);
    const requests = [
      ['web', 'accepted', 1_000],
      ['web', 'token_disabled', 500],
    ];
    expect(messages).toEqual([{ uses: [[1, at, 1_000, 500]], hour, requests }]);
    await flushUses(deps);
    expect(messages).toHaveLength(1);
  });

  it('takes one number of any number of forgeries', async () => {
    const { deps, messages, works } = counter();
    for (let n = 0; n < 10_000; n += 1) noteRefused(deps, null, { reason: 'unknown_token' });
    expect(works).toHaveLength(1);
    await Promise.all(works);
    expect(messages.map(({ uses, requests }) => ({ uses, requests }))).toEqual([
      { uses: [], requests: [['', 'invalid_token', 10_000]] },
    ]);
  });

  it('tells each hour apart, and so each day', async () => {
    const { deps, messages, works } = counter();
    const midnight = Math.ceil(test.nowMs / (24 * HOUR_MS)) * 24 * HOUR_MS;
    for (const nowMs of [midnight - 1, midnight, midnight + HOUR_MS - 1]) noteAccepted({ ...deps, nowMs }, copyOf(1));
    await Promise.all(works);
    expect(messages.map(({ hour, requests }) => [hour, requests])).toEqual([
      [midnight / HOUR_MS - 1, [['web', 'accepted', 1]]],
      [midnight / HOUR_MS, [['web', 'accepted', 2]]],
    ]);
  });

  it('of ever more tokens and projects tells at once, in messages that a queue takes', async () => {
    const { deps, messages, works } = counter();
    const worst = { projects: 3_000, tokens: 41_000, firstId: 2 ** 53 - 50_000 };
    for (let n = 0; n < worst.tokens; n += 1) {
      const copy = copyOf(worst.firstId + n, `${'p'.repeat(26)}${n % worst.projects}`);
      noteAccepted(deps, copy);
      noteRefused(deps, copy, { reason: 'wrong_environment', environment: 'x', allowed: [] });
    }
    expect(works.length).toBeGreaterThanOrEqual(3);
    await Promise.all(works);
    const ids = new Set(messages.flatMap(({ uses }) => uses.map(([id]) => id)));
    expect(ids.size).toBe(worst.tokens);
    const total = messages.flatMap(({ requests = [] }) => requests).reduce((sum, [, , count]) => sum + count, 0);
    expect(total).toBe(2 * worst.tokens);
    for (const message of messages) expect(JSON.stringify(message).length).toBeLessThan(120_000);
  });
});

describe('counts that come by the queue', () => {
  const hour = 600_000;
  const at = hour * 3_600 + 5;
  const message = (count: number): UsesMessage => ({
    uses: [[7, at, count, 1]],
    hour,
    requests: [
      ['web', 'accepted', count],
      ['', 'invalid_token', 1],
    ],
  });
  const none = () => countedOf(test, async () => {});

  it('are added to what was counted before, within a batch and after it', async () => {
    await none();
    expect(await handOver(test, [message(3), message(4)])).toEqual([]);
    expect(await handOver(test, [message(5)])).toEqual([]);
    expect(await readCounted()).toEqual({ outcomes: { 'web accepted': 12, invalid_token: 3 }, tokens: { 7: [12, 3] } });
  });

  it('may come with messages from before there were counts, which tell times alone', async () => {
    await none();
    const { id } = await makeToken(test, admin, ACCESS);
    const usedAt = Math.floor(test.nowMs / 1000) + 60;
    expect(await handOver(test, [{ uses: [[keyOf(id), usedAt]] }, message(3)])).toEqual([]);
    expect(await readCounted()).toEqual({ outcomes: { 'web accepted': 3, invalid_token: 1 }, tokens: { 7: [3, 1] } });
    const shown = await test.call('GET', `/v1/tokens/${id}`, { token: admin });
    const { lastUsedAt } = await shown.json<{ lastUsedAt: string }>();
    expect(Date.parse(lastUsedAt)).toBe(usedAt * 1_000);
  });

  it('of a token that is not there any more harm nobody', async () => {
    await none();
    expect(formatId('tok', 7)).toMatch(/^tok_/);
    expect(await handOver(test, [message(1)])).toEqual([]);
  });
});
