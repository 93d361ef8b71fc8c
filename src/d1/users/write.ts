import { and, eq, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, userChanged } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { users } from '../schema.ts';
import { mayGo, type RoleToGive, roleIsThere } from './guards.ts';
import type { UserRecord } from './record.ts';

/** Inserts a person whose role exists at that very moment. */
export async function createUser(
  db: Database,
  user: UserRecord,
  role: RoleToGive,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'email_taken' | 'no_role'> {
  const { id, version, email, name, passwordHash, createdAt, disabledAt } = user;
  const row = sql`select ${id}, ${version}, ${email}, ${name}, ${passwordHash}, ${role.name}, ${createdAt}, ${disabledAt}
    where ${roleIsThere(role)}`;
  try {
    const done = await committed(db.batch([db.insert(users).select(row), stopUnlessChanged(db), eventRow(db, event)]));
    return done ? 'created' : 'no_role';
  } catch (error) {
    if (clashedOn(error, 'users.id')) return 'id_taken';
    if (clashedOn(error, 'users.email')) return 'email_taken';
    throw error;
  }
}

export type UserChange = {
  /** The person as read; the change commits only if they still are of this version. */
  from: UserRecord;
  to: UserRecord;
  role: RoleToGive;
  event: AuditEvent;
};

/**
 * Replaces a person's row. `refused` when it is not as it was read any more, when the role is gone, or when no other
 * administrator would be left. What changes rights is made known to every isolate in the same batch.
 */
export async function changeUser(
  db: Database,
  { from, to, role, event }: UserChange,
): Promise<'changed' | 'refused' | 'email_taken'> {
  const { email, name, passwordHash, disabledAt } = to;
  const guarded = and(
    eq(users.id, from.id),
    eq(users.version, from.version),
    to.role === from.role ? undefined : roleIsThere(role),
    to.role === 'admin' && to.disabledAt === null ? undefined : mayGo(from.id),
  );
  const version = changesRights(from, to) ? from.version : from.version + 1;
  try {
    const done = await committed(
      db.batch([
        db.update(users).set({ email, name, passwordHash, role: to.role, disabledAt, version }).where(guarded),
        stopUnlessChanged(db),
        eventRow(db, event),
        ...(changesRights(from, to) ? userChanged(db, from.id, event.at) : []),
      ]),
    );
    return done ? 'changed' : 'refused';
  } catch (error) {
    if (clashedOn(error, 'users.email')) return 'email_taken';
    throw error;
  }
}

/** Whether what a person may do is another thing after a change. */
function changesRights(from: UserRecord, to: UserRecord): boolean {
  return from.role !== to.role || from.disabledAt !== to.disabledAt;
}
