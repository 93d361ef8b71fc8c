import { runSweep } from '../domain/sweeps/run.ts';
import type { JobContext } from './job.ts';

/** Every 15 minutes: warns of tokens that end soon, and purges those that have ended. */
export function sweep({ services, nowMs }: JobContext, startedBy: string) {
  return runSweep({ ...services, nowMs }, 'sweep', startedBy);
}
