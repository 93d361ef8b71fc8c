import { sql } from 'drizzle-orm';
import { clashedOn, type Database } from '../database.ts';
import { type AuditEvent, eventRow, outboxRow } from '../journal.ts';
import { namedMissing, stopIfMissing } from '../places/find-missing.ts';
import { secrets, tokenFacets, tokens } from '../schema.ts';
import { facetsOf, type TokenRecord, toRow } from './record.ts';

/** A secret as it is kept: its digest, and the sealed string where the token is retrievable. */
export type StoredSecret = { digest: Uint8Array; sealed: Uint8Array | null };

/**
 * Inserts a token with its first secret, its audit row and its outbox row, all or nothing.
 * Returns `id_taken` when another token of this millisecond drew the same id, `names_missing` when a project, an
 * environment or a namespace that it names does not exist at this moment.
 */
export async function createToken(
  db: Database,
  record: TokenRecord,
  secret: StoredSecret,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'names_missing'> {
  try {
    await db.batch([stopIfMissing(db, record), ...creation(db, record, secret, event)]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'tokens.id')) return 'id_taken';
    if (namedMissing(error)) return 'names_missing';
    throw error;
  }
}

/** The statements that make a token; set-up runs them in one batch with the first user. */
export function creation(db: Database, record: TokenRecord, secret: StoredSecret, event: AuditEvent) {
  return [
    db.insert(tokens).values(toRow(record)),
    db.insert(secrets).values({ ...secret, tokenId: record.id, number: record.secretNumber, endsAt: null }),
    insertFacets(db, record),
    eventRow(db, event),
    outboxRow(db, 'token', record.id, record.createdAt),
  ] as const;
}

/** All facets in one statement: a token may have more than D1's 100 bound values. */
export function insertFacets(db: Database, record: TokenRecord) {
  const facets = JSON.stringify(facetsOf(record));
  return db.insert(tokenFacets).select(sql`select value, ${record.id} from json_each(${facets})`);
}
