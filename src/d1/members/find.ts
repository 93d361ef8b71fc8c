import { and, count, eq, gt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { Page } from '../places/page.ts';
import { members, projects, roles, users } from '../schema.ts';

/** A membership by what leads to it. */
export type MemberName = { project: string; userId: number };
export type MemberRecord = typeof members.$inferSelect & { email: string; name: string };

export async function findMember(db: Database, named: MemberName): Promise<MemberRecord | null> {
  const [row] = await selectMembers(db).where(isNamed(named));
  return row ?? null;
}

/** The people of a project after an id, in order of their ids; null when there is no such project. */
export async function listMembers(
  db: Database,
  project: string,
  limit: number,
  after: number,
): Promise<Page<MemberRecord> | null> {
  const [rows, [all], found] = await db.batch([
    selectMembers(db)
      .where(and(eq(members.project, project), gt(members.userId, after)))
      .orderBy(members.userId)
      .limit(limit + 1),
    db.select({ total: count() }).from(members).where(eq(members.project, project)),
    db.select({ id: projects.id }).from(projects).where(eq(projects.id, project)),
  ]);
  if (found.length === 0) return null;
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

/** What a custom role permits; null when there is none of that name. */
export async function findRolePermissions(db: Database, name: string): Promise<string[] | null> {
  const [row] = await db.select({ permissions: roles.permissions }).from(roles).where(eq(roles.name, name));
  return row?.permissions ?? null;
}

export function isNamed({ project, userId }: MemberName) {
  return and(eq(members.project, project), eq(members.userId, userId));
}

function selectMembers(db: Database) {
  return db
    .select({
      project: members.project,
      userId: members.userId,
      role: members.role,
      createdAt: members.createdAt,
      email: users.email,
      name: users.name,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId));
}
