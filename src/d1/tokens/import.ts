import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { clashedOn, type Database, messageOf } from '../database.ts';
import { inParts, insertMany } from '../insert-many.ts';
import { type AuditEvent, eventRows } from '../journal.ts';
import { namedMissing, stopIfMissing } from '../places/find-missing.ts';
import { outbox, secrets, tokenFacets, tokens } from '../schema.ts';
import type { StoredSecret } from './create.ts';
import { facetsOf, type TokenRecord, toRow } from './record.ts';

/** A token as it shall be imported: its row, its old string as it is kept, and its audit row. */
export type ImportedToken = { record: TokenRecord; secret: StoredSecret; event: AuditEvent };

/** Of a token that has a string: what says who may see it. */
export type KnownToken = Pick<TokenRecord, 'id' | 'type' | 'projects' | 'environments' | 'ownerId'>;

/** The tokens that have these strings, by digest in hex; what nobody has is not there. */
export async function findByDigests(db: Database, digests: readonly string[]): Promise<Map<string, KnownToken>> {
  const { id, type, projects, environments, ownerId } = tokens;
  const rows = await db
    .select({ digest: sql<string>`lower(hex(${secrets.digest}))`, id, type, projects, environments, ownerId })
    .from(secrets)
    .innerJoin(tokens, eq(tokens.id, secrets.tokenId))
    .where(sql`${secrets.digest} in (select unhex(value) from json_each(${JSON.stringify(digests)}))`);
  return new Map(rows.map(({ digest, ...token }) => [digest, token]));
}

/** The personal tokens that these people have alive. */
export async function findPersonal(
  db: Database,
  ownerIds: readonly number[],
  nowSeconds: number,
): Promise<{ ownerId: number | null; description: string | null }[]> {
  return db
    .select({ ownerId: tokens.ownerId, description: tokens.description })
    .from(tokens)
    .where(
      and(
        sql`${tokens.ownerId} in (select value from json_each(${JSON.stringify(ownerIds)}))`,
        eq(tokens.type, 'personal'),
        isNull(tokens.revokedAt),
        gt(tokens.expiresAt, nowSeconds),
      ),
    );
}

/**
 * Inserts tokens with their strings, audit rows and outbox rows, in batches of at most `rows`, each all or nothing.
 * Returns the ids of those inserted. A batch is left out when another request got in between: an id or a string was
 * taken, a name went, a person now has too many personal tokens. Look again, and try with what is left.
 */
export async function importTokens(
  db: Database,
  all: readonly ImportedToken[],
  { rows, personalTokens }: { rows: number; personalTokens: number },
): Promise<number[]> {
  const imported: number[] = [];
  for (const part of inParts(all, rows)) {
    if (await importPart(db, part, personalTokens)) imported.push(...part.map(({ record }) => record.id));
  }
  return imported;
}

async function importPart(db: Database, all: readonly ImportedToken[], personalTokens: number): Promise<boolean> {
  const records = all.map(({ record }) => record);
  const happened = all.map(({ event }) => event);
  try {
    await db.batch([
      stopIfMissing(db, ...records),
      insertMany(db, tokens, records.map(toRow)),
      insertMany(db, secrets, all.map(toSecretRow)),
      insertMany(db, tokenFacets, records.flatMap(toFacetRows)),
      eventRows(db, happened),
      insertMany(db, outbox, records.map(toOutboxRow)),
      stopIfCrowded(db, records, personalTokens),
    ]);
    return true;
  } catch (error) {
    const taken = clashedOn(error, 'tokens.id') || clashedOn(error, 'secrets.digest');
    if (taken || namedMissing(error) || messageOf(error).includes(CROWDED)) return false;
    throw error;
  }
}

const CROWDED = 'a person has too many tokens now';

/**
 * Stops the batch by a path that is none where it left a person more personal tokens than one may have, or a new one
 * with the description of another.
 */
function stopIfCrowded(db: Database, records: readonly TokenRecord[], limit: number) {
  const personal = records.filter(({ type }) => type === 'personal');
  const owners = JSON.stringify(personal.map(({ ownerId }) => ownerId));
  const ids = JSON.stringify(personal.map(({ id }) => id));
  const alive = sql`type = 'personal' and revoked_at is null and expires_at > ${records[0]?.createdAt ?? 0}`;
  const verdict = sql`json_extract('{}', iif(
    exists (select 1 from tokens where owner_id in (select value from json_each(${owners})) and ${alive}
      group by owner_id having count(*) > ${limit})
    or exists (select 1 from tokens n where id in (select value from json_each(${ids})) and exists (
      select 1 from tokens where owner_id = n.owner_id and id <> n.id and description = n.description and ${alive})),
    ${CROWDED}, '$'))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}

function toSecretRow({ record, secret }: ImportedToken) {
  const { digest, sealed } = secret;
  return { digest, sealed, tokenId: record.id, number: record.secretNumber, endsAt: null, imported: true };
}

function toFacetRows(record: TokenRecord) {
  return facetsOf(record).map((facet) => ({ facet, tokenId: record.id }));
}

function toOutboxRow({ id, createdAt }: TokenRecord) {
  return { kind: 'token' as const, key: id, createdAt, claimedUntil: 0 };
}
