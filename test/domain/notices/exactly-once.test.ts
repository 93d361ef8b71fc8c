import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { formatId } from '../../../src/contract/ids.ts';
import type { QueueMessage } from '../../../src/contract/queue.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { runCron } from '../../support/crons.ts';
import { captureQueue, handOver } from '../../support/queue.ts';
import { addOwners, addTokens, type TokenRow } from '../../support/token-rows.ts';
import { failingStorage } from '../../support/watched-storage.ts';

const DAY = 86_400;
const SWEEP = '*/15 * * * *';
const MINUTE = '* * * * *';
const THRESHOLDS = [30 * DAY, 7 * DAY, DAY];
/** The end itself is told too. */
const TOLD = [...THRESHOLDS, 0];

let nowMs: number;
let messages: QueueMessage[];
let queue: Queue<QueueMessage>;
let key: string;
let keys = 0;

let admin: string;

beforeAll(async () => {
  // Hundreds of calls are killed here, each with a line in the log.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  admin = await setUpAdmin(createTestApp());
});

/** A world of its own: one queue that outlives every isolate, one receiver of webhooks, mail switched off. */
beforeEach(begin);

async function begin(): Promise<void> {
  const tables = 'subscriptions notifications notices sweeps events outbox changes';
  await env.DB.batch([
    ...tables.split(' ').map((table) => env.DB.prepare(`delete from ${table}`)),
    env.DB.prepare("delete from tokens where type <> 'admin'"),
    env.DB.prepare("delete from users where role = 'none'"),
    env.DB.prepare("delete from watermarks where name like 'expiring:%'"),
    env.DB.prepare("update watermarks set at = 0, id = 0 where name in ('events', 'expired')"),
  ]);
  ({ messages, queue } = captureQueue());
  nowMs = createTestApp().nowMs;
  keys += 1;
  key = `once-${keys}`;
}

/** An isolate that has just begun; with `n`, its n-th call to storage or the queue kills what it is doing. */
function isolate(n: number | null = null, late = false): TestApp & { reached: () => boolean } {
  const failing = n === null ? null : failingStorage(n, { late, queue });
  const test = createTestApp({ MAIL_FROM: '', QUEUE: queue, ...failing?.bindings });
  test.nowMs = nowMs;
  test.queued = messages;
  return Object.assign(test, { reached: () => failing !== null && failing.state.calls >= (n ?? 0) });
}

/** Runs a cron, killed at its first call, then at its second, and so on, until one run gets through; then once more. */
async function runKilled(cron: string): Promise<number> {
  let kills = 0;
  for (let n = 1; ; n += 1) {
    const killed = isolate(n, n % 2 === 0);
    await runCron(killed, cron).catch(() => {});
    if (!killed.reached()) break;
    kills += 1;
  }
  await runCron(isolate(), cron);
  return kills;
}

/** Hands out every message, the last first, each killed at its first call, then at its second, …, and once more after. */
async function deliverKilled(): Promise<void> {
  const all = messages.splice(0).reverse();
  for (let start = 0; start < all.length; start += 5) {
    let batch = all.slice(start, start + 5);
    const again = batch;
    for (let n = 1; batch.length > 0; n += 3) batch = await handOver(isolate(n, n % 2 === 0), batch);
    await handOver(isolate(), again);
  }
}

/** Lets leases run out, so that what was killed after it had been claimed comes up again, until nothing is owed. */
async function settle(): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    nowMs += 301_000;
    await runCron(isolate(), MINUTE);
    const all = messages.splice(0);
    await handOver(isolate(), all);
    const owed = await env.DB.prepare(
      "select count(*) as n from notifications where status in ('gathering', 'pending')",
    ).first<number>('n');
    if (owed === 0) return;
  }
  throw new Error('something is still owed');
}

type Told = { webhookId: string; total: number; tokens: { id: string; thresholdSeconds: number }[] };

/** What the receiver has by now, each `webhook-id` once: a receiver keeps the ids that it has seen. */
async function received(): Promise<Told[]> {
  const response = await fetch(`${inject('receiver')}/received?key=${key}`);
  const all = await response.json<{ headers: Record<string, string>; body: string }[]>();
  const byId = new Map(all.map(({ headers, body }) => [headers['webhook-id'] ?? '', body]));
  return [...byId].map(([webhookId, body]) => ({ webhookId, ...JSON.parse(body).data }));
}

/** How often each token and threshold was told, over distinct webhook ids. */
function countTold(told: Told[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, thresholdSeconds } of told.flatMap(({ tokens }) => tokens)) {
    const what = `${id} ${thresholdSeconds}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

async function subscribe(filter: Record<string, unknown>): Promise<void> {
  const json = {
    channel: 'webhook',
    address: `${inject('receiver')}/ok?key=${key}`,
    thresholds: ['30d', '7d', '1d'],
    filter,
  };
  const response = await isolate().call('POST', '/v1/subscriptions', { token: admin, json });
  expect(response.status).toBe(201);
}

/** What became of a token, as the model has it. */
type Fate = TokenRow & { endedAt?: number };

describe('10,000 tokens, 200 owners, 3 thresholds and the end', () => {
  it('every owed notice is delivered, none twice, none for what changed meanwhile, whatever is killed when', async () => {
    const ownerIds = Array.from({ length: 200 }, (_, index) => 1_000 + index);
    await addOwners(ownerIds);
    for (const id of ownerIds) await subscribe({ owner: formatId('usr', id) });
    await runCron(isolate(), SWEEP);
    const start = nowMs / 1000;
    // Lives of 31 to 45 days, so that each crosses every threshold, a few at the very same second.
    const fates: Fate[] = Array.from({ length: 10_000 }, (_, index) => ({
      id: 1_000_000 + index,
      issuedAt: start,
      expiresAt: start + 31 * DAY + ((index * 7_919) % (14 * DAY)),
      ownerId: ownerIds[index % 200] ?? null,
    }));
    await addTokens(fates);
    const expected = new Map<string, number>();
    const expectCrossings = (from: number, to: number) => {
      for (const fate of fates) {
        for (const threshold of TOLD) {
          const crossing = fate.expiresAt - threshold;
          const alive = fate.endedAt === undefined || fate.endedAt > crossing;
          // Of several that it crossed since the last look, the tightest is told.
          const overtaken = TOLD.some((each) => each < threshold && fate.expiresAt - each <= to);
          if (
            crossing > from &&
            crossing <= to &&
            alive &&
            !overtaken &&
            (threshold === 0 || crossing > fate.issuedAt)
          ) {
            expected.set(`${formatId('tok', fate.id)} ${threshold}`, 1);
          }
        }
      }
    };

    // Crons come late and at odd hours, up to 5 days apart.
    let kills = 0;
    for (let step = 0, last = start; last < start + 46 * DAY; step += 1) {
      nowMs += (1 + (step % 5)) * DAY * 1000 + step * 12_000;
      kills += await runKilled(SWEEP);
      const now = nowMs / 1000;
      // Between decision and delivery some are deleted, some disabled, some refreshed.
      await changeSome(fates, step, now);
      expectCrossings(last, now);
      await deliverKilled();
      await settle();
      last = now;
    }
    expect(kills).toBeGreaterThan(100);
    const counts = countTold(await received());
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
    expect([...expected.keys()].filter((what) => !counts.has(what))).toEqual([]);
    expect([...counts.keys()].filter((what) => !expected.has(what))).toEqual([]);
    expect(expected.size).toBeGreaterThan(28_000);
  }, 300_000);

  /** Takes a few of those that just crossed something out of play; the model and D1 alike. */
  async function changeSome(fates: Fate[], step: number, now: number): Promise<void> {
    const chosen = fates.filter(
      (fate) => fate.endedAt === undefined && fate.expiresAt > now && (fate.id + step) % 97 === 0,
    );
    for (const [index, fate] of chosen.entries()) {
      const how = index % 4;
      if (how === 3) fate.issuedAt = now;
      // What is told after the change is not told; what crossed before it, and was not delivered yet, neither.
      else fate.endedAt = 0;
      const sql = [
        'delete from tokens where id = ?1',
        'update tokens set disabled_at = ?2 where id = ?1',
        'update tokens set revoked_at = ?2 where id = ?1',
        'update tokens set issued_at = ?2 where id = ?1',
      ][how];
      await env.DB.prepare(sql ?? '')
        .bind(fate.id, ...(how === 0 ? [] : [now]))
        .run();
    }
  }
});

describe('a kill at any one call', () => {
  const world = async () => {
    await subscribe({});
    await runCron(isolate(), SWEEP);
    const start = nowMs / 1000;
    await addTokens(
      Array.from({ length: 12 }, (_, index) => ({
        id: 5_000 + index,
        issuedAt: start,
        expiresAt: start + 8 * DAY + index,
        ownerId: null,
      })),
    );
    nowMs += (DAY + 6) * 1000;
  };
  const expectAll = async () => {
    const counts = countTold(await received());
    expect([...counts.values()]).toEqual(Array.from({ length: 7 }, () => 1));
  };

  it.each([false, true])(
    'of a sweep, before or after it has its effect (%s), loses nothing and tells nothing twice',
    async (late) => {
      let reached = true;
      for (let n = 1; reached; n += 1) {
        await begin();
        await world();
        const killed = isolate(n, late);
        await runCron(killed, SWEEP).catch(() => {});
        reached = killed.reached();
        await runCron(isolate(), SWEEP);
        await settle();
        await expectAll();
      }
    },
    120_000,
  );

  it.each([false, true])(
    'of a delivery, before or after it has its effect (%s), loses nothing and tells nothing twice',
    async (late) => {
      let reached = true;
      for (let n = 1; reached; n += 1) {
        await begin();
        await world();
        await runCron(isolate(), SWEEP);
        const killed = isolate(n, late);
        await handOver(killed, messages.splice(0));
        reached = killed.reached();
        await settle();
        await expectAll();
      }
    },
    120_000,
  );
});

describe('thousands of tokens that end at one second', () => {
  it('are told of once each, over as many pages as it takes', async () => {
    await subscribe({});
    await runCron(isolate(), SWEEP);
    const start = nowMs / 1000;
    const tokens = Array.from({ length: 2_500 }, (_, index) => ({ id: 9_000 + index, issuedAt: start, ownerId: null }));
    await addTokens(tokens.map((token) => ({ ...token, expiresAt: start + 8 * DAY })));
    nowMs += 2 * DAY * 1000;
    expect((await runCron(isolate(), SWEEP)).noticesOwed).toBe(2_500);
    expect(await env.DB.prepare('select count(distinct token_id) as n from notices').first('n')).toBe(2_500);
  });
});

describe('two sweeps at once', () => {
  it('tell each thing once between them', async () => {
    await subscribe({});
    await runCron(isolate(), SWEEP);
    const start = nowMs / 1000;
    await addTokens(
      Array.from({ length: 3_000 }, (_, index) => ({
        id: 9_000 + index,
        issuedAt: start,
        expiresAt: start + 8 * DAY + index,
        ownerId: null,
      })),
    );
    nowMs += 2 * DAY * 1000;
    await Promise.all([1, 2, 3, 4].map(() => runCron(isolate(), SWEEP)));
    await settle();
    const counts = await env.DB.prepare('select count(*) as n from notices').first<number>('n');
    expect(counts).toBe(3_000);
    const totals = await env.DB.prepare(
      "select sum(attempts) as n, count(*) as c from notifications where status = 'delivered'",
    ).first<{ n: number; c: number }>();
    expect(totals?.n).toBe(totals?.c);
    // However many runs gathered it, a digest is one message, which says how many it could not name.
    const told = await received();
    expect(told.reduce((sum, { total }) => sum + total, 0)).toBe(3_000);
    for (const { total, tokens } of told) expect(tokens).toHaveLength(Math.min(total, 1_000));
  }, 60_000);
});
