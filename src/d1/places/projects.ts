import { and, count, eq, gt, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { type Joining, joined } from '../members/write.ts';
import { projects } from '../schema.ts';
import { committed } from './guard.ts';
import type { Page } from './page.ts';

export type ProjectRecord = typeof projects.$inferSelect;

export async function findProject(db: Database, id: string): Promise<ProjectRecord | null> {
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  return row ?? null;
}

/** The projects after an id, in order of their ids; with `only`, those of these ids, and as many are counted. */
export async function listProjects(
  db: Database,
  only: readonly string[] | null,
  limit: number,
  after: string,
): Promise<Page<ProjectRecord>> {
  const wanted =
    only === null ? undefined : sql`${projects.id} in (select value from json_each(${JSON.stringify(only)}))`;
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(projects)
      .where(and(wanted, gt(projects.id, after)))
      .orderBy(projects.id)
      .limit(limit + 1),
    db.select({ total: count() }).from(projects).where(wanted),
  ]);
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

/** Inserts a project, with its first member where it has one; `again` when that member's token drew a taken id. */
export async function createProject(
  db: Database,
  project: ProjectRecord,
  event: AuditEvent,
  first: Joining | null,
): Promise<'created' | 'id_taken' | 'again'> {
  try {
    await db.batch([db.insert(projects).values(project), eventRow(db, event), ...(first ? joined(db, first) : [])]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'projects.id')) return 'id_taken';
    if (clashedOn(error, 'tokens.id')) return 'again';
    throw error;
  }
}

/** Replaces a project's row if it still is as it was read. */
export async function changeProject(
  db: Database,
  from: ProjectRecord,
  to: ProjectRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const unchanged = and(eq(projects.id, from.id), eq(projects.name, from.name));
  const done = await committed(
    db.batch([db.update(projects).set({ name: to.name }).where(unchanged), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'changed' : 'lost_race';
}
