import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, makeToken, outcome, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { drainQueue } from '../../support/queue.ts';

const DAILY = '17 3 * * *';
const DAY_MS = 86_400_000;
const CLIENT = { type: 'client', projects: ['*'], environments: ['production'], expires: 'never' };
const LIFETIMES = '{"client": {"disableAfterIdle": "30d"}}';
let test: TestApp;
let admin: string;
beforeAll(async () => {
  test = createTestApp({ TOKEN_LIFETIMES: LIFETIMES });
  admin = await setUpAdmin(test);
});

const self = async (secret: string) => outcome(await test.call('GET', '/v1/tokens/self', { token: secret }));

describe('a token that nobody uses', () => {
  it('is disabled after its time, known everywhere like any other change, and can be enabled again', async () => {
    const idle = await makeToken(test, admin, CLIENT);
    const used = await makeToken(test, admin, CLIENT);
    const other = await makeToken(test, admin, { ...CLIENT, type: 'frontend' });
    test.nowMs += 20 * DAY_MS;
    test.tellsUses = true;
    await self(used.secret);
    await drainQueue(test);
    test.tellsUses = false;
    test.nowMs += 10 * DAY_MS;
    expect((await runCron(test, DAILY)).tokensDisabled).toBe(0);
    expect(await self(idle.secret)).toBe('200');
    test.nowMs += DAY_MS;
    expect((await runCron(test, DAILY)).tokensDisabled).toBe(1);
    test.nowMs += 11_000;
    expect(await self(idle.secret)).toBe('401 token_disabled');
    expect(await self(used.secret)).toBe('200');
    expect(await self(other.secret)).toBe('200');
    const event = await env.DB.prepare("select actor, target from events where action = 'token.disabled'").first();
    expect(event).toEqual({ actor: 'sweep', target: idle.id });
    await test.call('POST', `/v1/tokens/${idle.id}/enable`, { token: admin });
    expect((await runCron(test, DAILY)).tokensDisabled).toBe(0);
    expect(await self(idle.secret)).toBe('200');
  });

  it('gets its time anew by a refresh', async () => {
    const { id } = await makeToken(test, admin, CLIENT);
    test.nowMs += 25 * DAY_MS;
    await test.call('POST', `/v1/tokens/${id}/refresh`, { token: admin });
    test.nowMs += 25 * DAY_MS;
    await runCron(test, DAILY);
    const token = await (await test.call('GET', `/v1/tokens/${id}`, { token: admin })).json<{ status: string }>();
    expect(token.status).toBe('active');
  });

  it('of a backlog goes in parts, each handed on through the queue', async () => {
    for (let i = 0; i < 90; i += 1) {
      test.nowMs += 1;
      await makeToken(test, admin, CLIENT);
    }
    test.nowMs += 40 * DAY_MS;
    test.queued.splice(0);
    expect((await runCron(test, DAILY)).tokensDisabled).toBe(80);
    expect(test.queued).toContainEqual({ job: 'daily' });
    await drainQueue(test);
    const left = await env.DB.prepare(
      "select count(*) as n from tokens where type = 'client' and disabled_at is null",
    ).first<number>('n');
    expect(left).toBe(0);
  });
});
