import { runSweep } from '../domain/sweeps/run.ts';
import type { JobContext } from './job.ts';

/** Every minute: tells KV and everybody else what D1 has committed. */
export function publish({ services, nowMs }: JobContext, startedBy: string) {
  return runSweep({ ...services, nowMs }, 'publish', startedBy);
}
