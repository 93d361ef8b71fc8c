import { and, count, eq, gt, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { namespaces, projects } from '../schema.ts';
import { committed, liveTokensNaming } from './guard.ts';
import type { Page } from './page.ts';

export type NamespaceRecord = typeof namespaces.$inferSelect;
/** A namespace by the names that lead to it. */
export type NamespaceName = { project: string; name: string };

export async function findNamespace(db: Database, named: NamespaceName): Promise<NamespaceRecord | null> {
  const [row] = await db.select().from(namespaces).where(isNamed(named));
  return row ?? null;
}

/** The namespaces of a project after a name, in order of their names; null when there is no such project. */
export async function listNamespaces(
  db: Database,
  project: string,
  limit: number,
  after: string,
): Promise<Page<NamespaceRecord> | null> {
  const [rows, [all], found] = await db.batch([
    db
      .select()
      .from(namespaces)
      .where(and(eq(namespaces.project, project), gt(namespaces.name, after)))
      .orderBy(namespaces.name)
      .limit(limit + 1),
    db.select({ total: count() }).from(namespaces).where(eq(namespaces.project, project)),
    db.select({ id: projects.id }).from(projects).where(eq(projects.id, project)),
  ]);
  if (found.length === 0) return null;
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

/** Inserts a namespace into a project that exists at that very moment. */
export async function createNamespace(
  db: Database,
  namespace: NamespaceRecord,
  event: AuditEvent,
): Promise<'created' | 'name_taken' | 'no_project'> {
  const { project, name, group, retentionDays, createdAt } = namespace;
  const row = sql`select ${project}, ${name}, ${group}, ${retentionDays}, ${createdAt}
    where exists (select 1 from projects where id = ${project})`;
  try {
    const done = await committed(
      db.batch([db.insert(namespaces).select(row), stopUnlessChanged(db), eventRow(db, event)]),
    );
    return done ? 'created' : 'no_project';
  } catch (error) {
    if (clashedOn(error, 'namespaces.project')) return 'name_taken';
    throw error;
  }
}

/** Replaces a namespace's row if it still is as it was read. */
export async function changeNamespace(
  db: Database,
  from: NamespaceRecord,
  to: NamespaceRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const { group, retentionDays } = from;
  const unchanged = and(isNamed(from), sql`group_name is ${group}`, eq(namespaces.retentionDays, retentionDays));
  const next = { group: to.group, retentionDays: to.retentionDays };
  const done = await committed(
    db.batch([db.update(namespaces).set(next).where(unchanged), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'changed' : 'lost_race';
}

/** Deletes a namespace that no live token of its project holds a grant for. */
export async function deleteNamespace(
  db: Database,
  named: NamespaceName,
  event: AuditEvent,
): Promise<'deleted' | 'refused'> {
  const unused = and(isNamed(named), sql`not exists (select 1 ${holders(named, event.at)})`);
  const done = await committed(
    db.batch([db.delete(namespaces).where(unused), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'deleted' : 'refused';
}

/** How many live tokens keep a namespace from being deleted. */
export async function countNamespaceTokens(db: Database, named: NamespaceName, nowSeconds: number): Promise<number> {
  const row = await db.get<{ total: number }>(sql`select count(*) as total ${holders(named, nowSeconds)}`);
  return row.total;
}

/** Tokens for every project count: made again, the namespace would be theirs again. */
function holders({ project, name }: NamespaceName, nowSeconds: number) {
  return liveTokensNaming(`namespace:${name}`, nowSeconds, [`project:${project}`, 'project:*']);
}

function isNamed({ project, name }: NamespaceName) {
  return and(eq(namespaces.project, project), eq(namespaces.name, name));
}
