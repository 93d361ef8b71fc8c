import { z } from 'zod';
import { isSignedHere } from '../../crypto/audit.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { ChainRow } from '../../d1/events/rows.ts';
import type { EventStore } from '../../d1/events.ts';

export type PrunedDeps = { events: Pick<EventStore, 'findPruned'>; keyring: Keyring };

/** What an `events.pruned` row says: rows up to this id may be gone, and all of them were older than this second. */
const Pruned = z.object({ through: z.number().int(), olderThan: z.number().int() });
export type Pruned = z.infer<typeof Pruned>;

const NOTHING: Pruned = { through: 0, olderThan: 0 };

/** How far the trail has been pruned by what this deployment signed; 0 when it never was. */
export async function prunedThrough(deps: PrunedDeps, upTo = Number.MAX_SAFE_INTEGER): Promise<number> {
  return (await findPruned(deps, upTo)).through;
}

/** The latest word on pruning up to a row. */
export async function findPruned({ events, keyring }: PrunedDeps, upTo: number): Promise<Pruned> {
  const row = await events.findPruned(upTo);
  const genuine = row?.signature != null && isSignedHere(keyring, row.content, row.signature);
  return row && genuine ? readPruned(row) : NOTHING;
}

/** What a genuine row says of pruning. */
export function readPruned({ after }: ChainRow): Pruned {
  const read = Pruned.safeParse(JSON.parse(after ?? 'null'));
  return read.success ? read.data : NOTHING;
}
