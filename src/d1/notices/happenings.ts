import { gt, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { events, users } from '../schema.ts';
import { unlessLost } from './crossings.ts';
import { type Owed, owe } from './record.ts';
import { advance, type Watermark } from './watermarks.ts';

/** An event of the audit trail, as far as notices are about it. */
export type Happening = Awaited<ReturnType<typeof happeningsQuery>>[number];

/** The events after one, in order. */
export function happeningsQuery(db: Database, afterId: number, limit: number) {
  return db
    .select({
      id: events.id,
      at: events.at,
      actor: events.actor,
      action: events.action,
      target: events.target,
      project: events.project,
      before: events.before,
      after: events.after,
    })
    .from(events)
    .where(gt(events.id, afterId))
    .orderBy(events.id)
    .limit(limit);
}

export async function lastEventId(db: Database): Promise<number> {
  const [row] = await db.select({ id: sql<number>`coalesce(max(${events.id}), 0)` }).from(events);
  return row?.id ?? 0;
}

/** People by their ids, for the notices that name them. */
export function findPeople(db: Database, ids: readonly number[]) {
  return db
    .select({ id: users.id, name: users.name, email: users.email, disabledAt: users.disabledAt })
    .from(users)
    .where(sql`${users.id} in (select value from json_each(${JSON.stringify(ids)}))`);
}

/** Moves the walk over the audit trail on and, in the same batch, owes what was found on the way. */
export async function commitHappenings(
  db: Database,
  step: { from: Watermark; to: Watermark; owed: Owed[]; at: number },
): Promise<'done' | 'lost_race'> {
  const owing = step.owed.length > 0 ? owe(db, `events:${step.to.at}`, 'pending', step.owed, step.at) : [];
  const moved = advance(db, { name: 'events', from: step.from, to: step.to, round: null });
  return unlessLost(db.batch([moved, stopUnlessChanged(db), ...owing]));
}
