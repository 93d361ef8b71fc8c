import { and, eq, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database, stopUnlessChanged } from './database.ts';
import { type AuditEvent, eventRow, peopleChanged } from './journal.ts';
import { committed } from './places/guard.ts';
import { roles } from './schema.ts';

export type RoleRecord = typeof roles.$inferSelect;
export type RoleStore = ReturnType<typeof createRoleStore>;

/** Custom roles. Every write is one batch with its audit row. */
export function createRoleStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('roles', {
    find: bound(findRole),
    list: () => db.select().from(roles).orderBy(roles.name),
    create: bound(createRole),
    change: bound(changeRole),
    remove: bound(removeRole),
    countUses: bound(countUses),
  });
}

async function findRole(db: Database, name: string): Promise<RoleRecord | null> {
  return (await db.select().from(roles).where(eq(roles.name, name)))[0] ?? null;
}

/** Inserts a role, as long as there are fewer than `limit`. */
async function createRole(
  db: Database,
  role: RoleRecord,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'name_taken' | 'too_many'> {
  const { name, description, permissions, createdAt } = role;
  const row = sql`select ${name}, ${description}, ${JSON.stringify(permissions)}, ${createdAt}
    where (select count(*) from roles) < ${limit}`;
  try {
    const done = await committed(db.batch([db.insert(roles).select(row), stopUnlessChanged(db), eventRow(db, event)]));
    return done ? 'created' : 'too_many';
  } catch (error) {
    if (clashedOn(error, 'roles.name')) return 'name_taken';
    throw error;
  }
}

/** Replaces a role's row if it still is as it was read. Other permissions are made known to every isolate. */
async function changeRole(
  db: Database,
  from: RoleRecord,
  to: RoleRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const { description, permissions } = to;
  const known = JSON.stringify(permissions) === JSON.stringify(from.permissions);
  const done = await committed(
    db.batch([
      db.update(roles).set({ description, permissions }).where(isUnchanged(from)),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...(known ? [] : peopleChanged(db, event.at)),
    ]),
  );
  return done ? 'changed' : 'lost_race';
}

/** Deletes a role that nobody has, if it still is as it was read. */
async function removeRole(db: Database, from: RoleRecord, event: AuditEvent): Promise<'removed' | 'refused'> {
  const unused = and(
    isUnchanged(from),
    sql`not exists (select 1 from users where role = ${from.name})`,
    sql`not exists (select 1 from members where role = ${from.name})`,
  );
  const done = await committed(db.batch([db.delete(roles).where(unused), stopUnlessChanged(db), eventRow(db, event)]));
  return done ? 'removed' : 'refused';
}

/** How many people have a role everywhere, and how many in a project. */
async function countUses(db: Database, name: string): Promise<{ people: number; members: number }> {
  return db.get(sql`select
    (select count(*) from users where role = ${name}) as people,
    (select count(*) from members where role = ${name}) as members`);
}

function isUnchanged({ name, description, permissions, createdAt }: RoleRecord) {
  return and(
    eq(roles.name, name),
    sql`${roles.description} is ${description}`,
    eq(roles.permissions, permissions),
    eq(roles.createdAt, createdAt),
  );
}
