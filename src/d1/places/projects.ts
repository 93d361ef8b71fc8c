import { and, count, eq, gt, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { projects } from '../schema.ts';
import { committed, liveTokensNaming } from './guard.ts';
import type { Page } from './page.ts';

export type ProjectRecord = typeof projects.$inferSelect;

export async function findProject(db: Database, id: string): Promise<ProjectRecord | null> {
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  return row ?? null;
}

/** The projects after an id, in order of their ids. */
export async function listProjects(db: Database, limit: number, after: string): Promise<Page<ProjectRecord>> {
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(projects)
      .where(gt(projects.id, after))
      .orderBy(projects.id)
      .limit(limit + 1),
    db.select({ total: count() }).from(projects),
  ]);
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

export async function createProject(
  db: Database,
  project: ProjectRecord,
  event: AuditEvent,
): Promise<'created' | 'id_taken'> {
  try {
    await db.batch([db.insert(projects).values(project), eventRow(db, event)]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'projects.id')) return 'id_taken';
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

/** Deletes a project that has no namespaces and that no live token names. */
export async function deleteProject(db: Database, id: string, event: AuditEvent): Promise<'deleted' | 'refused'> {
  const unused = and(
    eq(projects.id, id),
    sql`not exists (select 1 from namespaces where project = ${id})`,
    sql`not exists (select 1 ${liveTokensNaming(`project:${id}`, event.at)})`,
  );
  const done = await committed(
    db.batch([db.delete(projects).where(unused), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'deleted' : 'refused';
}

/** What keeps a project from being deleted. */
export async function countProjectUses(
  db: Database,
  id: string,
  nowSeconds: number,
): Promise<{ namespaces: number; tokens: number }> {
  return db.get(sql`select
    (select count(*) from namespaces where project = ${id}) as namespaces,
    (select count(*) ${liveTokensNaming(`project:${id}`, nowSeconds)}) as tokens`);
}
