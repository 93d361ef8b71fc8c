import { purgeEnded } from '../domain/tokens/purge.ts';
import type { JobContext } from './job.ts';

/** Deletes tokens whose end is past the time that they are kept for questions. */
export async function purge({ services, nowMs }: JobContext): Promise<Record<string, number>> {
  return { purged: await purgeEnded({ ...services, nowMs }) };
}
