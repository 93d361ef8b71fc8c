import type { JobContext } from './job.ts';

/** Forgets what nobody can need any more: feed rows behind every window, answers kept for repetition. */
export async function daily({ services, nowMs }: JobContext): Promise<Record<string, number>> {
  const nowSeconds = Math.floor(nowMs / 1000);
  const changes = await services.changes.prune(nowSeconds);
  const answers = await services.idempotency.prune(nowSeconds);
  return { changes, answers };
}
