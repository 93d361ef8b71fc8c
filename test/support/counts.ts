import { env } from 'cloudflare:workers';
import { createIsolate } from '../../src/domain/edge/isolate.ts';
import type { TestApp } from './app.ts';
import { drainQueue } from './queue.ts';

/** What D1 counted of some requests: `web accepted` → 3, and by token key → `[accepted, refused]`. */
export type Counted = { outcomes: Record<string, number>; tokens: Record<number, [accepted: number, refused: number]> };

/** Has requests made in an isolate of their own, and tells what D1 counts of them once the queue is empty. */
export async function countedOf(test: TestApp, make: () => Promise<unknown>): Promise<Counted> {
  test.tellsUses = false;
  test.isolate = createIsolate();
  test.queued.splice(0);
  await env.DB.exec('delete from request_counts; delete from token_uses');
  test.tellsUses = true;
  await make();
  await drainQueue(test);
  test.tellsUses = false;
  return readCounted();
}

export async function readCounted(): Promise<Counted> {
  const [requests, uses] = await env.DB.batch<Record<string, number | string>>([
    env.DB.prepare('select project, outcome, sum(count) count from request_counts group by 1, 2 order by 1, 2'),
    env.DB.prepare('select token_id, sum(accepted) accepted, sum(refused) refused from token_uses group by 1'),
  ]);
  return {
    outcomes: Object.fromEntries(
      (requests?.results ?? []).map(({ project, outcome, count }) => [`${project} ${outcome}`.trim(), Number(count)]),
    ),
    tokens: Object.fromEntries(
      (uses?.results ?? []).map((row) => [Number(row.token_id), [Number(row.accepted), Number(row.refused)]]),
    ),
  };
}
