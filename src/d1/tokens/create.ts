import { sql } from 'drizzle-orm';
import { clashedOn, type Database, messageOf } from '../database.ts';
import { type KeptAnswer, keep, keyTaken } from '../idempotency.ts';
import { type AuditEvent, eventRow, outboxRow } from '../journal.ts';
import { namedMissing, stopIfMissing } from '../places/find-missing.ts';
import { secrets, tokenFacets, tokens } from '../schema.ts';
import { facetsOf, type TokenRecord, toRow } from './record.ts';

/**
 * A secret as it is kept: its digest, the sealed string where the token is retrievable, and where the status of a signed
 * one stands.
 */
export type StoredSecret = { digest: Uint8Array; sealed: Uint8Array | null; status: StatusPlace | null };
export type StatusPlace = { list: number; index: number };

/** What a token is exchanged from, as it was when its holder was let in: another token, or a trusted issuer. */
export type Source = { kind: 'token' | 'trust'; id: number; version: number };

/**
 * Inserts a token with its first secret, its audit row and its outbox row, all or nothing.
 * Returns `id_taken` when another token of this millisecond drew the same id, or the same place in a status list,
 * `names_missing` when a project, an
 * environment, a namespace or a client that it names does not exist at this moment. Of personal tokens a person has at
 * most `personalTokens` alive, each with a description of its own. With a `source` that is not what it was any more,
 * `source_changed`: its end would find no row to end along with it, if this one came a moment later. With `kept`, the
 * answer is stored for repetition in the same batch: `key_taken` when another request with that key got there first.
 */
export async function createToken(
  db: Database,
  record: TokenRecord,
  secret: StoredSecret,
  event: AuditEvent,
  personalTokens: number,
  { source = null, kept = null }: { source?: Source | null; kept?: KeptAnswer | null } = {},
): Promise<
  'created' | 'id_taken' | 'names_missing' | 'too_many' | 'description_taken' | 'source_changed' | 'key_taken'
> {
  const personal = record.type === 'personal' ? [stopIfCrowded(db, record, personalTokens)] : [];
  const guard = source === null ? [] : [stopIfChanged(db, source)];
  try {
    await db.batch([
      stopIfMissing(db, record),
      // Before all that the first of two same requests makes the second fail on.
      ...keep(db, kept, event.at),
      ...personal,
      ...guard,
      ...creation(db, record, secret, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'tokens.id') || clashedOn(error, 'secrets.status_list')) return 'id_taken';
    if (keyTaken(error)) return 'key_taken';
    if (namedMissing(error)) return 'names_missing';
    if (messageOf(error).includes(TOO_MANY)) return 'too_many';
    if (messageOf(error).includes(DESCRIBED)) return 'description_taken';
    if (messageOf(error).includes(CHANGED)) return 'source_changed';
    throw error;
  }
}

const TOO_MANY = 'a person has too many tokens';
const DESCRIBED = 'a description is taken';
const CHANGED = 'the source of a token has changed';

/** Stops the batch, like {@link stopIfMissing}, unless a source is still of its version, and neither ended nor disabled. */
function stopIfChanged(db: Database, { kind, id, version }: Source) {
  const alive =
    kind === 'token'
      ? sql`select 1 from tokens where id = ${id} and version = ${version} and revoked_at is null and disabled_at is null`
      : sql`select 1 from trusted_issuers where id = ${id} and version = ${version} and disabled_at is null`;
  const verdict = sql`json_extract('{}', iif(exists (${alive}), '$', ${CHANGED}))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}

/** Stops the batch by a path that is none, like {@link stopIfMissing}. */
function stopIfCrowded(db: Database, { ownerId, description, createdAt }: TokenRecord, limit: number) {
  const others = sql`from tokens where owner_id = ${ownerId} and type = 'personal'
    and revoked_at is null and expires_at > ${createdAt}`;
  const verdict = sql`json_extract('{}', iif(
    (select count(*) ${others}) >= ${limit}, ${TOO_MANY},
    iif(exists (select 1 ${others} and description = ${description}), ${DESCRIBED}, '$')))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}

/** The statements that make a token; set-up runs them in one batch with the first user. */
export function creation(db: Database, record: TokenRecord, secret: StoredSecret, event: AuditEvent) {
  return [
    db.insert(tokens).values(toRow(record)),
    secretRow(db, record, secret),
    insertFacets(db, record),
    eventRow(db, event),
    outboxRow(db, 'token', record.id, record.createdAt),
  ] as const;
}

/** The statement that gives a token its newest secret. */
export function secretRow(
  db: Database,
  { id, secretNumber, expiresAt }: TokenRecord,
  { digest, sealed, status }: StoredSecret,
) {
  const place = {
    statusList: status?.list ?? null,
    statusIndex: status?.index ?? null,
    signedUntil: status === null ? null : expiresAt,
  };
  return db.insert(secrets).values({ digest, sealed, ...place, tokenId: id, number: secretNumber, endsAt: null });
}

/** All facets in one statement: a token may have more than D1's 100 bound values. */
export function insertFacets(db: Database, record: TokenRecord) {
  const facets = JSON.stringify(facetsOf(record));
  return db.insert(tokenFacets).select(sql`select value, ${record.id} from json_each(${facets})`);
}
