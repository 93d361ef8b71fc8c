import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { clashedOn, type Database, lostTheRace, stopUnlessChanged } from '../database.ts';
import { type KeptAnswer, keep, keyTaken } from '../idempotency.ts';
import { type AuditEvent, eventRow, tokenChanged } from '../journal.ts';
import { namedMissing, stopIfMissing } from '../places/find-missing.ts';
import { secrets, tokenFacets, tokens } from '../schema.ts';
import { type Claim, claim } from '../shares/end.ts';
import { insertFacets, type StoredSecret, secretRow } from './create.ts';
import { endDerived } from './end-derived.ts';
import { type TokenRecord, toRow } from './record.ts';

type Change = {
  /** The record as it was read; the change commits only if it is still of this version. */
  from: TokenRecord;
  /** The record as it shall be, its version one larger. */
  to: TokenRecord;
  event: AuditEvent;
};

/**
 * Replaces a token's row. Of two changes that read the same version the first to commit wins; the other learns
 * `lost_race`, changes nothing and starts over from a fresh read. New grants must name what exists.
 */
export async function changeToken(
  db: Database,
  { from, to, event }: Change,
): Promise<'changed' | 'lost_race' | 'names_missing'> {
  return settle(
    db.batch([
      ...guardedUpdate(db, from, to),
      ...(to.grants === from.grants && to.clients === from.clients
        ? []
        : [stopIfMissing(db, { ...to, environments: [] })]),
      endOverlaps(db, to, event.at),
      db.delete(tokenFacets).where(eq(tokenFacets.tokenId, to.id)),
      insertFacets(db, to),
      eventRow(db, event),
      ...tokenChanged(db, to.id, to.version, event.at),
      ...endDerived(db, from, to, event.at),
    ]),
  );
}

/**
 * Gives a token its next secret. The one before ends at `to.overlapEndsAt`, or at once where that is null; older ones
 * end at once. A place in a status list that was taken meanwhile is `lost_race` too. With `kept`, the answer is stored for repetition in the same batch: `key_taken` when another request
 * with that key got there first. With `use`, the batch also uses a link up, once.
 */
export async function refreshToken(
  db: Database,
  change: Change & { secret: StoredSecret; kept: KeptAnswer | null; use?: Claim },
): Promise<'changed' | 'lost_race' | 'names_missing' | 'key_taken'> {
  const { from, to, event, secret, kept, use } = change;
  try {
    return await settle(
      db.batch([
        ...guardedUpdate(db, from, to),
        ...(use ? claim(db, use) : []),
        ...keep(db, kept, event.at),
        db
          .update(secrets)
          .set({ endsAt: to.overlapEndsAt ?? event.at, sealed: null })
          .where(and(eq(secrets.tokenId, to.id), eq(secrets.number, from.secretNumber))),
        db
          .update(secrets)
          .set({ endsAt: event.at })
          .where(and(eq(secrets.tokenId, to.id), lt(secrets.number, from.secretNumber), gt(secrets.endsAt, event.at))),
        secretRow(db, to, secret),
        eventRow(db, event),
        ...tokenChanged(db, to.id, to.version, event.at),
        ...endDerived(db, from, to, event.at),
      ]),
    );
  } catch (error) {
    if (keyTaken(error)) return 'key_taken';
    if (clashedOn(error, 'secrets.status_list')) return 'lost_race';
    throw error;
  }
}

function guardedUpdate(db: Database, from: TokenRecord, to: TokenRecord) {
  // Uses are folded in without a new version: a change must not put back what was read before one.
  const { id, lastUsedAt: _kept, activeDay, ...columns } = toRow(to);
  return [
    db
      .update(tokens)
      .set({ ...columns, activeDay: sql`max(${tokens.activeDay}, ${activeDay})` })
      .where(and(eq(tokens.id, id), eq(tokens.version, from.version), isNull(tokens.revokedAt))),
    stopUnlessChanged(db),
  ] as const;
}

/** Where the change leaves no overlap, whatever secret was in one ends now. */
function endOverlaps(db: Database, to: TokenRecord, at: number) {
  return db
    .update(secrets)
    .set({ endsAt: at })
    .where(and(eq(secrets.tokenId, to.id), gt(secrets.endsAt, at), to.overlapEndsAt === null ? undefined : sql`false`));
}

async function settle(batch: Promise<unknown>): Promise<'changed' | 'lost_race' | 'names_missing'> {
  try {
    await batch;
    return 'changed';
  } catch (error) {
    if (lostTheRace(error)) return 'lost_race';
    if (namedMissing(error)) return 'names_missing';
    throw error;
  }
}
