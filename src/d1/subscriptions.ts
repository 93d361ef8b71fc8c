import { and, count, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database, lostTheRace, stopUnlessChanged } from './database.ts';
import { type AuditEvent, eventRow } from './journal.ts';
import { startWalks } from './notices/watermarks.ts';
import { notifications, subscriptions } from './schema.ts';

export type SubscriptionRecord = typeof subscriptions.$inferSelect;
export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>;

/** Who hears of what. Every write is one batch with its audit row. */
export function createSubscriptionStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('subscriptions', {
    find: bound(find),
    list: async (projects: readonly string[] | null, beforeId: number, limit: number) =>
      pageQuery(db, projects, beforeId, limit),
    /** Those that are told, at most `limit`: what a walk holds every token against. */
    listEnabled: async (limit: number) =>
      db.select().from(subscriptions).where(isNull(subscriptions.disabledAt)).limit(limit),
    count: async (projects: readonly string[] | null) =>
      (await db.select({ total: count() }).from(subscriptions).where(inProjects(projects)))[0]?.total ?? 0,
    create: bound(create),
    change: bound(change),
    remove: bound(remove),
  });
}

/** Subscriptions to some projects, or all with null, latest first. A deployment has 1,000 at most. */
export function pageQuery(db: Database, projects: readonly string[] | null, beforeId: number, limit: number) {
  return db
    .select()
    .from(subscriptions)
    .where(and(lt(subscriptions.id, beforeId), inProjects(projects)))
    .orderBy(desc(subscriptions.id))
    .limit(limit);
}

function inProjects(projects: readonly string[] | null) {
  if (projects === null) return undefined;
  return sql`${subscriptions.project} in (select value from json_each(${JSON.stringify(projects)}))`;
}

async function find(db: Database, id: number): Promise<SubscriptionRecord | null> {
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  return row ?? null;
}

/**
 * Creates a subscription and starts the walks of its thresholds, unless `limit` are there: a limit that two requests
 * at once cannot both slip under.
 */
async function create(
  db: Database,
  record: SubscriptionRecord,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'limit_reached'> {
  // Malformed JSON stops the batch, as in stopUnlessChanged.
  const verdict = sql`json(iif((select count(*) from subscriptions) <= ${limit}, 'null', 'too many'))`;
  try {
    await db.batch([
      db.insert(subscriptions).values(record),
      db.select({ verdict }).from(sql`(select 1)`),
      ...walks(db, record),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'subscriptions.id')) return 'id_taken';
    if (lostTheRace(error)) return 'limit_reached';
    throw error;
  }
}

/** Replaces a subscription that still is of the version that was read. */
async function change(
  db: Database,
  from: SubscriptionRecord,
  to: SubscriptionRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const { id, ...columns } = to;
  try {
    await db.batch([
      db
        .update(subscriptions)
        .set(columns)
        .where(and(eq(subscriptions.id, id), eq(subscriptions.version, from.version))),
      stopUnlessChanged(db),
      ...walks(db, { ...to, createdAt: event.at }),
      eventRow(db, event),
    ]);
    return 'changed';
  } catch (error) {
    if (lostTheRace(error)) return 'lost_race';
    throw error;
  }
}

/** Removes a subscription. Its webhooks that are still owed have nowhere to go; mails that are owed go out. */
async function remove(db: Database, id: number, event: AuditEvent): Promise<'removed' | 'lost_race'> {
  try {
    await db.batch([
      db.delete(subscriptions).where(eq(subscriptions.id, id)),
      stopUnlessChanged(db),
      db
        .update(notifications)
        .set({ status: 'dropped', endedAt: event.at, lastAnswer: 'the subscription was deleted' })
        .where(
          and(
            eq(notifications.subscriptionId, id),
            eq(notifications.channel, 'webhook'),
            sql`${notifications.status} in ('gathering', 'pending')`,
          ),
        ),
      eventRow(db, event),
    ]);
    return 'removed';
  } catch (error) {
    if (lostTheRace(error)) return 'lost_race';
    throw error;
  }
}

function walks(db: Database, { events, thresholds, createdAt }: SubscriptionRecord) {
  return events.includes('token.expiring') ? [startWalks(db, thresholds, createdAt)] : [];
}
