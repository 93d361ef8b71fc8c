import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { principalOf } from '../people/decide.ts';
import { type AroundDeps, lookAround } from './import-around.ts';
import { findKnown, findMissing, type InsertDeps, insertAll, type Outcome, type Wanted } from './import-insert.ts';
import { type ReadRow, readRow } from './import-rows.ts';
import { type PrepareDeps, prepareToken } from './prepare.ts';

export type ImportDeps = Omit<PrepareDeps, 'users' | 'places'> &
  InsertDeps & {
    users: AroundDeps['users'];
    places: AroundDeps['places'] & InsertDeps['places'];
    /** Called once tokens are committed. */
    announceEpoch: () => void;
  };

/**
 * Imports tokens that were made elsewhere, with their old strings. Each row is judged for itself, just like a new token:
 * form → whether its string is known → what its maker may make → what it names → how many a person may have. A row that
 * is refused leaves the others be; asking again finds those that were imported, and changes nothing.
 */
export async function importTokens(deps: ImportDeps, caller: Caller, rows: readonly unknown[]): Promise<Outcome[]> {
  const read = rows.map(readRow);
  const good = read.flatMap((row) => (row.ok ? [row.value] : []));
  const outcomes = await findKnown(
    deps,
    caller,
    good.map(({ digest }) => digest),
  );
  const { wanted, refused } = await prepareAll(
    deps,
    caller,
    good.filter(({ digest }) => !outcomes.has(digest)),
  );
  if (wanted.size > 0) await insertAnnounced(deps, caller, wanted, outcomes);
  return read.map((row) => {
    if (!row.ok) return { status: 'refused', denial: row.denial };
    const { digest } = row.value;
    const denial = refused.get(row.value);
    const outcome = denial ? { status: 'refused' as const, denial } : outcomes.get(digest);
    if (!outcome) throw new Error('nothing became of a row');
    // Of rows with one string the first that may be made is the token; the others name it.
    const repeats = outcome.status === 'imported' && wanted.get(digest)?.row !== row.value;
    return repeats ? { status: 'exists', id: outcome.id } : outcome;
  });
}

/** Checks rows as new tokens are, in their order. Of several with one string the first that passes is wanted. */
async function prepareAll(deps: ImportDeps, caller: Caller, rows: readonly ReadRow[]) {
  const wanted = new Map<string, Wanted>();
  const refused = new Map<ReadRow, Denial>();
  if (rows.length === 0) return { wanted, refused };
  const bodies = rows.map(({ body }) => body);
  const prepareDeps = { ...deps, ...(await lookAround(deps, principalOf(caller.token), bodies)) };
  const drafts = await Promise.all(rows.map(({ body }) => prepareToken(prepareDeps, caller, body)));
  const missing = await findMissing(
    deps,
    drafts.flatMap((draft) => (draft.ok ? [draft.value] : [])),
  );
  for (const [at, row] of rows.entries()) {
    const draft = drafts[at];
    if (!draft || wanted.has(row.digest)) continue;
    const denial = draft.ok ? missing(draft.value) : draft.denial;
    if (denial) refused.set(row, denial);
    else if (draft.ok) wanted.set(row.digest, { row, draft: draft.value });
  }
  return { wanted, refused };
}

/** What was committed is made known even where storage failed half-way: it is there. */
async function insertAnnounced(
  deps: ImportDeps,
  caller: Caller,
  wanted: ReadonlyMap<string, Wanted>,
  outcomes: Map<string, Outcome>,
): Promise<void> {
  try {
    await insertAll(deps, caller, [...wanted.values()], outcomes);
  } finally {
    deps.announceEpoch();
  }
}
