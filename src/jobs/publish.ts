import { publishOwed } from '../domain/edge/publish.ts';
import type { JobContext } from './job.ts';

/** Tells KV what D1 has committed, and hands on through the queue what one run cannot do. */
export async function publish({ services, nowMs }: JobContext): Promise<Record<string, number>> {
  const { published, more } = await publishOwed({ ...services, nowMs });
  if (more) await services.enqueue({ job: 'publish' });
  return { published };
}
