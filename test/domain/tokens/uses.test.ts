import { beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { createIsolate } from '../../../src/domain/edge/isolate.ts';
import { createTestApp, makeToken, setUpAdmin, type TestApp } from '../../support/app.ts';
import { drainQueue, handOver } from '../../support/queue.ts';

const CLIENT = { type: 'client', projects: ['*'], environments: ['production'] };
let test: TestApp;
let admin: string;
beforeAll(async () => {
  test = createTestApp();
  admin = await setUpAdmin(test);
  test.tellsUses = true;
});

const use = (secret: string) => test.call('GET', '/v1/tokens/self', { token: secret });
async function lastUsed(id: string): Promise<string | null> {
  const response = await test.call('GET', `/v1/tokens/${id}`, { token: admin });
  return (await response.json<{ lastUsedAt: string | null }>()).lastUsedAt;
}
const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

describe('when a token was last used', () => {
  it('is null before its first use, then known as soon as the queue has told it', async () => {
    const { id, secret } = await makeToken(test, admin, CLIENT);
    expect(await lastUsed(id)).toBeNull();
    await use(secret);
    const usedAt = test.nowMs;
    test.nowMs += 5_000;
    await drainQueue(test);
    expect(await lastUsed(id)).toBe(instant(usedAt));
  });

  it('is told by one message for a thousand requests, and by no write of the requests', async () => {
    const made = await Promise.all([1, 2, 3].map(() => makeToken(test, admin, CLIENT)));
    test.isolate = createIsolate();
    test.queued.splice(0);
    let go = (): void => {};
    const collecting = new Promise<void>((resolve) => {
      go = resolve;
    });
    test.services = { ...test.services, wait: () => collecting };
    test.settles = false;
    for (let i = 0; i < 1_000; i += 1) await use(made[i % 3]?.secret ?? '');
    expect(test.queued).toEqual([]);
    go();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(test.queued).toHaveLength(1);
    test.settles = true;
    await drainQueue(test);
    for (const { id } of made) expect(await lastUsed(id)).toBe(instant(test.nowMs));
  });

  it('only ever moves forward: messages that come late, twice or out of order change nothing', async () => {
    const { id } = await makeToken(test, admin, CLIENT);
    const key = parseId('tok', id) ?? 0;
    const now = Math.floor(test.nowMs / 1000);
    for (const at of [now, now - 500, now, now + 60, now + 30]) await handOver(test, [{ uses: [[key, at]] }]);
    expect(await lastUsed(id)).toBe(instant((now + 60) * 1000));
  });

  it('is not put back by a change that read the token before', async () => {
    const { id, secret } = await makeToken(test, admin, CLIENT);
    const { services } = test;
    // Between the read and the write of the change, a use is folded in.
    const find = services.tokens.find;
    const overtaken = {
      ...services.tokens,
      find: async (key: number) => {
        const record = await find(key);
        await use(secret);
        await drainQueue(test);
        return record;
      },
    };
    test.services = { ...services, tokens: overtaken };
    const changed = await test.call('PATCH', `/v1/tokens/${id}`, { token: admin, json: { name: 'changed' } });
    expect(changed.status).toBe(200);
    test.services = services;
    expect(await lastUsed(id)).toBe(instant(test.nowMs));
  });

  it('is not told of what was refused', async () => {
    const { id, secret } = await makeToken(test, admin, CLIENT);
    await test.call('GET', '/v1/tokens', { token: secret });
    await test.call('POST', `/v1/tokens/${id}/disable`, { token: admin });
    await use(secret);
    await drainQueue(test);
    expect(await lastUsed(id)).toBeNull();
  });
});
