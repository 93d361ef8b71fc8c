import { runSweep } from '../domain/sweeps/run.ts';
import type { JobContext } from './job.ts';

/** Once a day: disables idle tokens, readies the next signing key, and forgets what is past its retention. */
export function daily({ services, nowMs }: JobContext, startedBy: string) {
  return runSweep({ ...services, nowMs }, 'daily', startedBy);
}
