import type { ListSweepsQuery } from '../../contract/sweeps.ts';
import type { SweepRecord, SweepStore } from '../../d1/sweeps.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';

type Deps = { sweeps: Pick<SweepStore, 'list'> };

/** One page of runs, latest first. */
export async function listSweeps(
  { sweeps }: Deps,
  { job, limit, cursor }: ListSweepsQuery,
): Promise<Result<{ items: SweepRecord[]; nextCursor: string | null }, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const rows = await sweeps.list(job, before.value, limit + 1);
  return ok({ items: rows.slice(0, limit), nextCursor: nextIdCursor(rows, limit) });
}
