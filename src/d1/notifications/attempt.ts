import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { NoticeDetail } from '../../contract/notices.ts';
import type { Database } from '../database.ts';
import { notices, notifications, tokens } from '../schema.ts';

/** What lies in the queue is left alone for this long; then its message is taken for lost and sent again. */
const QUEUED_SECONDS = 300;

export type NotificationRecord = typeof notifications.$inferSelect;
type NoticeRow = typeof notices.$inferSelect;
/** One thing that a notification tells. */
export type NoticeRecord<Detail extends NoticeDetail = NoticeDetail> = Omit<NoticeRow, 'detail'> & { detail: Detail };

/** Claims due notifications, the longest due first, in one statement: two dispatchers never get the same one. */
export async function claimDue(
  db: Database,
  nowSeconds: number,
  limit: number,
): Promise<{ id: number; attempts: number }[]> {
  const due = db
    .select({ id: notifications.id })
    .from(notifications)
    // Without `likely` SQLite takes the index by status, and sorts all that is pending for each claim.
    .where(and(sql`likely(${notifications.status} = 'pending')`, lte(notifications.nextAttemptAt, nowSeconds)))
    .orderBy(asc(notifications.nextAttemptAt), asc(notifications.id))
    .limit(limit);
  return db
    .update(notifications)
    .set({ nextAttemptAt: nowSeconds + QUEUED_SECONDS })
    .where(inArray(notifications.id, due))
    .returning({ id: notifications.id, attempts: notifications.attempts });
}

/**
 * Begins the attempt that comes after `attempts` others; null when it was begun before, or the notification is no
 * longer owed. A message that the queue delivers twice is thus sent once.
 */
export async function beginAttempt(
  db: Database,
  id: number,
  attempts: number,
  nowSeconds: number,
): Promise<NotificationRecord | null> {
  const [row] = await db
    .update(notifications)
    .set({
      attempts: attempts + 1,
      firstAttemptAt: sql`coalesce(${notifications.firstAttemptAt}, ${nowSeconds})`,
      lastAttemptAt: nowSeconds,
    })
    .where(and(eq(notifications.id, id), eq(notifications.status, 'pending'), eq(notifications.attempts, attempts)))
    .returning();
  return row ?? null;
}

/**
 * What a notification tells, at most `limit` things, the earliest end first, and how many there are. With `recheck`
 * the warnings that no longer hold are marked first: the token is gone, revoked or disabled, has another end, or was
 * refreshed after it crossed the threshold.
 */
export async function readNotices(
  db: Database,
  notificationId: number,
  recheck: boolean,
  limit: number,
): Promise<{ items: NoticeRecord[]; total: number }> {
  const valid = and(eq(notices.notificationId, notificationId), eq(notices.superseded, false));
  const [, [counted], items] = await db.batch([
    db
      .update(notices)
      .set({ superseded: true })
      .where(and(valid, sql`${recheck} and ${notices.thresholdSeconds} > 0 and not exists ${asItWas(db)}`)),
    db.select({ total: sql<number>`count(*)` }).from(notices).where(valid),
    db.select().from(notices).where(valid).orderBy(asc(notices.expiresAt), asc(notices.tokenId)).limit(limit),
  ]);
  return { items: items.map(toNotice), total: counted?.total ?? 0 };
}

function toNotice({ detail, ...row }: NoticeRow): NoticeRecord {
  return { ...row, detail: 'about' in detail ? detail : { about: 'token', ...detail } };
}

/** The token of a warning, if it still is what the warning says. */
function asItWas(db: Database) {
  return db
    .select({ id: tokens.id })
    .from(tokens)
    .where(
      and(
        eq(tokens.id, notices.tokenId),
        isNull(tokens.revokedAt),
        isNull(tokens.disabledAt),
        eq(tokens.expiresAt, notices.expiresAt),
        sql`${tokens.issuedAt} < ${notices.expiresAt} - ${notices.thresholdSeconds}`,
      ),
    );
}
