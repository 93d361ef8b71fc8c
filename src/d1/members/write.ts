import { and, eq, type SQL, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, userChanged } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { members } from '../schema.ts';
import { creation, type StoredSecret } from '../tokens/create.ts';
import type { TokenRecord } from '../tokens/record.ts';
import { isNamed, type MemberRecord } from './find.ts';
import { type EndedMaster, revocation } from './master.ts';

/** A role to be given: a custom one must exist at the very moment of the change; which are built in is not for SQL. */
export type GivenRole = { name: string; builtIn: boolean };

/** A membership that is to be, with its master token. */
export type Joining = {
  project: string;
  userId: number;
  role: GivenRole;
  event: AuditEvent;
  master: { record: TokenRecord; secret: StoredSecret; event: AuditEvent };
};

/** Adds a person to a project. Returns `refused` when person, project or role are gone, or the person is there already. */
export async function addMember(db: Database, joining: Joining): Promise<'added' | 'refused' | 'id_taken'> {
  try {
    return (await committed(db.batch(joined(db, joining)))) ? 'added' : 'refused';
  } catch (error) {
    if (clashedOn(error, 'members.project')) return 'refused';
    if (clashedOn(error, 'tokens.id')) return 'id_taken';
    throw error;
  }
}

/** The statements that add a person to a project; a project's creation runs them in its own batch. */
export function joined(db: Database, { project, userId, role, event, master }: Joining) {
  const row = sql`select ${project}, ${userId}, ${role.name}, ${event.at}
    where exists (select 1 from users where id = ${userId})
      and exists (select 1 from projects where id = ${project})
      and ${exists(role)}`;
  return [
    db.insert(members).select(row),
    stopUnlessChanged(db),
    eventRow(db, event),
    ...creation(db, master.record, master.secret, master.event),
    ...userChanged(db, userId, event.at),
  ] as const;
}

/** Gives a member another role, if the membership still is as it was read. */
export async function changeMember(
  db: Database,
  from: MemberRecord,
  role: GivenRole,
  event: AuditEvent,
): Promise<'changed' | 'refused'> {
  const done = await committed(
    db.batch([
      db
        .update(members)
        .set({ role: role.name })
        .where(and(isUnchanged(from), exists(role))),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...userChanged(db, from.userId, event.at),
    ]),
  );
  return done ? 'changed' : 'refused';
}

/** Ends a membership and its master token, if both still are as they were read. */
export async function removeMember(
  db: Database,
  from: MemberRecord,
  event: AuditEvent,
  master: EndedMaster | null,
): Promise<'removed' | 'lost_race'> {
  const done = await committed(
    db.batch([
      db.delete(members).where(isUnchanged(from)),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...(master ? revocation(db, master) : []),
      ...userChanged(db, from.userId, event.at),
    ]),
  );
  return done ? 'removed' : 'lost_race';
}

function isUnchanged(from: MemberRecord) {
  return and(isNamed(from), eq(members.role, from.role), eq(members.createdAt, from.createdAt));
}

function exists({ name, builtIn }: GivenRole): SQL {
  return sql`(${Number(builtIn)} or exists (select 1 from roles where name = ${name}))`;
}
