import type { EventsVerification, VerifyEventsQuery } from '../../contract/events.ts';
import { formatId, parseId } from '../../contract/ids.ts';
import { toHex } from '../../crypto/hex.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { ChainRow } from '../../d1/events/rows.ts';
import type { EventStore } from '../../d1/events.ts';
import type { AuditHeadStore } from '../../kv/audit-head.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findPruned, prunedThrough } from './pruned.ts';
import { step } from './step.ts';
import { type Fault, fault, startWalk, type Walk } from './walk.ts';

type Reads = 'readChain' | 'findUpTo' | 'findCopies' | 'findEnd' | 'findUnsignedThrough' | 'findPruned';
export type VerifyEventsDeps = {
  events: Pick<EventStore, Reads>;
  auditHead: Pick<AuditHeadStore, 'get'>;
  keyring: Keyring;
};

const PAGE_ROWS = 5_000;
const MAX_ROWS = 50_000;
/** Before every id, those that no row of ours ever had too. */
const BEFORE_ALL = -1e19;

/**
 * Checks the trail row by row, from the beginning or after an event, up to 50,000 rows: that each is signed, is chained to
 * the one before, repeats none, and that none is missing between the rows that were pruned and the head that KV keeps.
 * Stops at the first fault.
 */
export async function verifyEvents(
  deps: VerifyEventsDeps,
  query: VerifyEventsQuery,
): Promise<Result<EventsVerification, Denial>> {
  const after = query.after === undefined ? null : parseId('evt', query.after);
  if (query.after !== undefined && after === null) {
    return deny({ reason: 'invalid', field: 'after', message: 'must be an event id, evt_…' });
  }
  const walk = await openWalk(deps, after);
  for (let at = after ?? BEFORE_ALL; walk.checked < MAX_ROWS; at = walk.expected - 1) {
    const rows = await deps.events.readChain(at, PAGE_ROWS);
    const last = rows.at(-1);
    if (last === undefined) return ok(report(walk, await faultAtEnd(deps, walk), true));
    const found = await walkPage(deps, walk, rows, new Set(await deps.events.findCopies(at, last.id)));
    if (found) return ok(report(walk, found, true));
  }
  return ok(report(walk, null, false));
}

async function openWalk(deps: VerifyEventsDeps, after: number | null): Promise<Walk> {
  const [head, unsignedThrough, start, pruned] = await Promise.all([
    deps.auditHead.get(),
    deps.events.findUnsignedThrough(),
    after === null ? null : deps.events.findUpTo(after),
    after === null ? null : findPruned(deps, after),
  ]);
  return startWalk(deps.keyring, { head, unsignedThrough, start, notBefore: pruned?.olderThan ?? 0 });
}

async function walkPage(
  deps: VerifyEventsDeps,
  walk: Walk,
  rows: readonly ChainRow[],
  copies: ReadonlySet<number>,
): Promise<Fault | null> {
  walk.unsealedInPage = null;
  for (const row of rows) {
    // A run that prunes may be ahead of this check: how far is asked when something is missing, not before.
    if (row.id > walk.expected && row.id <= (await prunedThrough(deps)) + 1) skipPruned(walk, row.id);
    const found = copies.has(row.id) ? fault(row.id, 'inserted', 'it repeats an earlier row') : step(walk, row);
    if (found) return found;
  }
  return null;
}

function skipPruned(walk: Walk, id: number): void {
  walk.expected = id;
  walk.previousHash = null;
}

/** What only the end shows: rows that were given an id, or that KV knows of, and are not there. */
async function faultAtEnd(deps: VerifyEventsDeps, walk: Walk): Promise<Fault | null> {
  if (walk.anchor && walk.anchor.id >= walk.expected) {
    return fault(walk.expected, 'removed', `the chain went on to ${formatId('evt', walk.anchor.id)}`);
  }
  const { last, given } = await deps.events.findEnd();
  return given > last ? fault(last + 1, 'removed', `the ids went on to ${formatId('evt', given)}`) : null;
}

function report({ checked, unsealed, head, expected }: Walk, found: Fault | null, done: boolean): EventsVerification {
  return {
    checked,
    unsealed,
    fault: found,
    next: done ? null : formatId('evt', expected - 1),
    head: head && { id: formatId('evt', head.id), hash: toHex(head.hash) },
  };
}
