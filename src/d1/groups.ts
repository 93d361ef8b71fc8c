import { and, count, eq, gt, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database, stopUnlessChanged } from './database.ts';
import { addGroupMember, findGroupMember, listGroupMembers, removeGroupMember } from './groups/members.ts';
import { type AuditEvent, eventRow, peopleChanged } from './journal.ts';
import { committed } from './places/guard.ts';
import type { Page } from './places/page.ts';
import { groupMembers, groups } from './schema.ts';

export type GroupRecord = typeof groups.$inferSelect;
export type GroupStore = ReturnType<typeof createGroupStore>;

/** Access groups and their people. Every write is one batch with its audit row. */
export function createGroupStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('groups', {
    find: bound(findGroup),
    list: bound(listGroups),
    create: bound(createGroup),
    change: bound(changeGroup),
    remove: bound(removeGroup),
    countUses: bound(countUses),

    findMember: bound(findGroupMember),
    listMembers: bound(listGroupMembers),
    addMember: bound(addGroupMember),
    removeMember: bound(removeGroupMember),
  });
}

async function findGroup(db: Database, id: string): Promise<GroupRecord | null> {
  return (await db.select().from(groups).where(eq(groups.id, id)))[0] ?? null;
}

/** The groups after an id, in order of their ids. */
async function listGroups(db: Database, limit: number, after: string): Promise<Page<GroupRecord>> {
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(groups)
      .where(gt(groups.id, after))
      .orderBy(groups.id)
      .limit(limit + 1),
    db.select({ total: count() }).from(groups),
  ]);
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

async function createGroup(db: Database, group: GroupRecord, event: AuditEvent): Promise<'created' | 'id_taken'> {
  try {
    await db.batch([db.insert(groups).values(group), eventRow(db, event)]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'groups.id')) return 'id_taken';
    throw error;
  }
}

/** Replaces a group's row if it still is as it was read. */
async function changeGroup(
  db: Database,
  from: GroupRecord,
  to: GroupRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const unchanged = and(eq(groups.id, from.id), eq(groups.name, from.name));
  const done = await committed(
    db.batch([db.update(groups).set({ name: to.name }).where(unchanged), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'changed' : 'lost_race';
}

/** Deletes a group that guards nothing, with who belongs to it. */
async function removeGroup(db: Database, id: string, event: AuditEvent): Promise<'removed' | 'refused'> {
  const unused = and(
    eq(groups.id, id),
    sql`not exists (select 1 from namespaces where group_name = ${id})`,
    sql`not exists (select 1 from clients where group_name = ${id})`,
  );
  const done = await committed(
    db.batch([
      // Updated first: who belongs to the group refers to its row until they are gone.
      db.update(groups).set({ id }).where(unused),
      stopUnlessChanged(db),
      db.delete(groupMembers).where(eq(groupMembers.groupId, id)),
      db.delete(groups).where(eq(groups.id, id)),
      eventRow(db, event),
      // Made again, a group of this name must not find its former people in old copies.
      ...peopleChanged(db, event.at),
    ]),
  );
  return done ? 'removed' : 'refused';
}

/** What keeps a group from being deleted. */
async function countUses(db: Database, id: string): Promise<{ namespaces: number; clients: number }> {
  return db.get(sql`select
    (select count(*) from namespaces where group_name = ${id}) as namespaces,
    (select count(*) from clients where group_name = ${id}) as clients`);
}
