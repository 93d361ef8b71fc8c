import { StorageError } from '../../contract/storage-error.ts';
import type { SweepJob } from '../../contract/sweeps.ts';
import type { SweepRecord, SweepStore } from '../../d1/sweeps.ts';
import { STEPS, type StepDeps } from './steps.ts';

export type SweepDeps = StepDeps & {
  sweeps: Pick<SweepStore, 'begin' | 'end'>;
  /** Hands the rest of a run to the queue. */
  enqueueSweep: (job: SweepJob) => Promise<void>;
  /** The time now, milliseconds: a run lasts. */
  clock: () => number;
};

/**
 * Runs a job and leaves a row that says when it began and ended and what it counted; one that was killed has no end.
 * What one invocation may not do goes on through the queue. When a step fails the others still run; then the first
 * failure is thrown, and the row says so.
 */
export async function runSweep(deps: SweepDeps, job: SweepJob, startedBy: string): Promise<SweepRecord> {
  const startedAt = Math.floor(deps.nowMs / 1000);
  const id = await deps.sweeps.begin({ job, startedBy, startedAt });
  const counts: Record<string, number> = {};
  const failures: unknown[] = [];
  let goesOn = false;
  for (const step of STEPS[job]) {
    try {
      const done = await step(deps);
      for (const [what, count] of Object.entries(done.counts)) counts[what] = (counts[what] ?? 0) + count;
      goesOn ||= done.more;
    } catch (error) {
      failures.push(error);
    }
  }
  const endedAt = Math.floor(deps.clock() / 1000);
  const error = failures.length === 0 ? null : failures.map(reasonOf).join('; ');
  await deps.sweeps.end(id, { endedAt, counts, error });
  if (goesOn) await deps.enqueueSweep(job);
  if (failures.length > 0) throw failures[0];
  return { id, job, startedBy, startedAt, endedAt, counts, error };
}

/** For those who list sweeps; the log has the rest. */
function reasonOf(error: unknown): string {
  return error instanceof StorageError ? error.message : 'an error of ours';
}
