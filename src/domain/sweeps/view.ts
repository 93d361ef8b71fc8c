import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Sweep } from '../../contract/sweeps.ts';
import type { SweepRecord } from '../../d1/sweeps.ts';

/** An invocation lasts 15 minutes at most: a run that has not ended by then never will. */
const LONGEST_SECONDS = 900;

/** A run as people see it. */
export function viewSweep(record: SweepRecord, nowSeconds: number): Sweep {
  const { id, job, startedBy, startedAt, endedAt, counts, error } = record;
  return {
    id: formatId('swp', id),
    job,
    status: statusOf(record, nowSeconds),
    startedBy,
    startedAt: formatInstant(startedAt),
    endedAt: endedAt === null ? null : formatInstant(endedAt),
    counts,
    error,
  };
}

function statusOf({ endedAt, error, startedAt }: SweepRecord, nowSeconds: number): Sweep['status'] {
  if (endedAt !== null) return error === null ? 'done' : 'failed';
  return nowSeconds - startedAt > LONGEST_SECONDS ? 'lost' : 'running';
}
