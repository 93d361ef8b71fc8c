import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, userChanged } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { groupMembers, groups, users } from '../schema.ts';

/** A person of a group; `id` is the person's. */
export type GroupMemberRecord = { id: number; email: string; name: string; createdAt: number };
/** Who belongs to which group. */
export type Belonging = { group: string; userId: number };

export async function findGroupMember(db: Database, { group, userId }: Belonging): Promise<GroupMemberRecord | null> {
  const [row] = await selectMembers(db).where(and(eq(groupMembers.groupId, group), eq(groupMembers.userId, userId)));
  return row ?? null;
}

/** The people of a group below an id, latest first, and how many there are; null when there is no such group. */
export async function listGroupMembers(
  db: Database,
  group: string,
  belowId: number,
  limit: number,
): Promise<{ rows: GroupMemberRecord[]; total: number } | null> {
  const [rows, [all], found] = await db.batch([
    selectMembers(db)
      .where(and(eq(groupMembers.groupId, group), lt(groupMembers.userId, belowId)))
      .orderBy(desc(groupMembers.userId))
      .limit(limit),
    db.select({ total: count() }).from(groupMembers).where(eq(groupMembers.groupId, group)),
    db.select({ id: groups.id }).from(groups).where(eq(groups.id, group)),
  ]);
  return found.length === 0 ? null : { rows, total: all?.total ?? 0 };
}

/** Puts a person into a group, if both are there at that very moment. */
export async function addGroupMember(
  db: Database,
  { group, userId }: Belonging,
  event: AuditEvent,
): Promise<'added' | 'there_before' | 'missing'> {
  const row = sql`select ${group}, ${userId}, ${event.at}
    where exists (select 1 from groups where id = ${group}) and exists (select 1 from users where id = ${userId})`;
  try {
    const done = await committed(
      db.batch([
        db.insert(groupMembers).select(row),
        stopUnlessChanged(db),
        eventRow(db, event),
        ...userChanged(db, userId, event.at),
      ]),
    );
    return done ? 'added' : 'missing';
  } catch (error) {
    if (clashedOn(error, 'group_members.group_id')) return 'there_before';
    throw error;
  }
}

export async function removeGroupMember(
  db: Database,
  { group, userId }: Belonging,
  event: AuditEvent,
): Promise<'removed' | 'missing'> {
  const done = await committed(
    db.batch([
      db.delete(groupMembers).where(and(eq(groupMembers.groupId, group), eq(groupMembers.userId, userId))),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...userChanged(db, userId, event.at),
    ]),
  );
  return done ? 'removed' : 'missing';
}

function selectMembers(db: Database) {
  return db
    .select({ id: users.id, email: users.email, name: users.name, createdAt: groupMembers.createdAt })
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId));
}
