import { sql } from 'drizzle-orm';
import { clashedOn, type Database, lostTheRace, messageOf, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { shares } from '../schema.ts';
import type { ShareRecord } from './record.ts';

/**
 * Inserts a link to a token that still is of the version that was read, unless it has `limit` open ones: a limit that
 * two requests at once cannot both slip under.
 */
export async function createShare(
  db: Database,
  share: ShareRecord,
  tokenVersion: number,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'lost_race' | 'limit_reached'> {
  const { id, tokenId, codeDigest, email, createdBy, createdAt, expiresAt } = share;
  try {
    await db.batch([
      db.insert(shares).select(
        sql`select ${id}, id, ${sql.param(codeDigest, shares.codeDigest)}, ${email}, ${createdBy}, ${createdAt},
          ${expiresAt}, null, null from tokens where id = ${tokenId} and version = ${tokenVersion}`,
      ),
      stopUnlessChanged(db),
      stopIfCrowded(db, share, limit),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'shares.id')) return 'id_taken';
    if (lostTheRace(error)) return 'lost_race';
    if (messageOf(error).includes(CROWDED)) return 'limit_reached';
    throw error;
  }
}

const CROWDED = 'a token has too many links';

/** A path that is none makes json_extract fail, with the path in its message. */
function stopIfCrowded(db: Database, { tokenId, createdAt }: ShareRecord, limit: number) {
  const open = sql`select count(*) from shares
    where token_id = ${tokenId} and redeemed_at is null and revoked_at is null and expires_at > ${createdAt}`;
  const verdict = sql`json_extract('{}', iif((${open}) > ${limit}, ${CROWDED}, '$'))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}
