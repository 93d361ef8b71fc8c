import { and, count, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database, lostTheRace, stopUnlessChanged } from './database.ts';
import { type AuditEvent, eventRow } from './journal.ts';
import { namedMissing, stopIfMissing } from './places/find-missing.ts';
import { trustedIssuers, users } from './schema.ts';

export type TrustedIssuerRecord = typeof trustedIssuers.$inferSelect;
export type TrustedIssuerStore = ReturnType<typeof createTrustedIssuerStore>;

/** Who is trusted, and for what. Every write is one batch with its audit row; a trigger ends what was given before. */
export function createTrustedIssuerStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('trusted issuers', {
    find: async (id: number) => (await db.select().from(trustedIssuers).where(eq(trustedIssuers.id, id)))[0] ?? null,
    list: async (projects: readonly string[] | null, beforeId: number, limit: number) =>
      trustPageQuery(db, projects, beforeId, limit),
    count: async (projects: readonly string[] | null) =>
      (await db.select({ total: count() }).from(trustedIssuers).where(inProjects(projects)))[0]?.total ?? 0,
    listTrusting: async (issuer: string) => trustingQuery(db, issuer),
    create: bound(create),
    change: bound(change),
    remove: bound(remove),
  });
}

/** Those for some projects, or all with null, latest first. A deployment has 1,000 at most. */
export function trustPageQuery(db: Database, projects: readonly string[] | null, beforeId: number, limit: number) {
  return db
    .select()
    .from(trustedIssuers)
    .where(and(lt(trustedIssuers.id, beforeId), inProjects(projects)))
    .orderBy(desc(trustedIssuers.id))
    .limit(limit);
}

/** Those that give tokens for the tokens of an issuer, the oldest first: enabled, and not of somebody who is disabled. */
export function trustingQuery(db: Database, issuer: string) {
  const ownerEnabled = sql`(${trustedIssuers.ownerId} is null or exists (
    select 1 from ${users} where ${users.id} = ${trustedIssuers.ownerId} and ${users.disabledAt} is null))`;
  return db
    .select()
    .from(trustedIssuers)
    .where(and(eq(trustedIssuers.issuer, issuer), isNull(trustedIssuers.disabledAt), ownerEnabled))
    .orderBy(trustedIssuers.id);
}

function inProjects(projects: readonly string[] | null) {
  if (projects === null) return undefined;
  return sql`exists (select 1 from json_each(${trustedIssuers.projects})
    where value in (select value from json_each(${JSON.stringify(projects)})))`;
}

/** Inserts one, unless `limit` are there or a name in it does not exist at this moment. */
async function create(
  db: Database,
  record: TrustedIssuerRecord,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'limit_reached' | 'names_missing'> {
  // Malformed JSON stops the batch, as in stopUnlessChanged.
  const verdict = sql`json(iif((select count(*) from trusted_issuers) <= ${limit}, 'null', 'too many'))`;
  try {
    await db.batch([
      stopIfMissing(db, record),
      db.insert(trustedIssuers).values(record),
      db.select({ verdict }).from(sql`(select 1)`),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'trusted_issuers.id')) return 'id_taken';
    if (namedMissing(error)) return 'names_missing';
    if (lostTheRace(error)) return 'limit_reached';
    throw error;
  }
}

/** Replaces one that still is of the version that was read. What it gave before ends. */
async function change(
  db: Database,
  from: TrustedIssuerRecord,
  to: TrustedIssuerRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race' | 'names_missing'> {
  const { id, ...columns } = to;
  try {
    await db.batch([
      stopIfMissing(db, ...(to.disabledAt === null ? [to] : [])),
      db.update(trustedIssuers).set(columns).where(isStill(from)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]);
    return 'changed';
  } catch (error) {
    if (namedMissing(error)) return 'names_missing';
    if (lostTheRace(error)) return 'lost_race';
    throw error;
  }
}

/** Removes one. The update before is what ends the tokens that it gave. */
async function remove(db: Database, from: TrustedIssuerRecord, event: AuditEvent): Promise<'removed' | 'lost_race'> {
  const ended = { version: from.version + 1, changedAt: event.at, disabledAt: event.at };
  try {
    await db.batch([
      db.update(trustedIssuers).set(ended).where(isStill(from)),
      stopUnlessChanged(db),
      db.delete(trustedIssuers).where(eq(trustedIssuers.id, from.id)),
      eventRow(db, event),
    ]);
    return 'removed';
  } catch (error) {
    if (lostTheRace(error)) return 'lost_race';
    throw error;
  }
}

function isStill({ id, version }: TrustedIssuerRecord) {
  return and(eq(trustedIssuers.id, id), eq(trustedIssuers.version, version));
}
