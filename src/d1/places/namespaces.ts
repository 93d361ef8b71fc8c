import { and, count, eq, gt, type SQL, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, peopleChanged } from '../journal.ts';
import { namespaces, projects } from '../schema.ts';
import { committed, liveTokensNaming, trustsNaming } from './guard.ts';
import type { Page } from './page.ts';

export type NamespaceRecord = typeof namespaces.$inferSelect;
/** A namespace by the names that lead to it. */
export type NamespaceName = { project: string; name: string };

export async function findNamespace(db: Database, named: NamespaceName): Promise<NamespaceRecord | null> {
  const [row] = await db.select().from(namespaces).where(isNamed(named));
  return row ?? null;
}

/**
 * The namespaces of a project after a name, in order of their names; null when there is no such project. With `only`,
 * those of these names, and as many are counted.
 */
export async function listNamespaces(
  db: Database,
  { project, only }: { project: string; only: readonly string[] | null },
  limit: number,
  after: string,
): Promise<Page<NamespaceRecord> | null> {
  const wanted = and(eq(namespaces.project, project), only === null ? undefined : isAmong(only));
  const [rows, [all], found] = await db.batch([
    db
      .select()
      .from(namespaces)
      .where(and(wanted, gt(namespaces.name, after)))
      .orderBy(namespaces.name)
      .limit(limit + 1),
    db.select({ total: count() }).from(namespaces).where(wanted),
    db.select({ id: projects.id }).from(projects).where(eq(projects.id, project)),
  ]);
  if (found.length === 0) return null;
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

/** Inserts a namespace into a project, guarded by a group, that exist at that very moment. */
export async function createNamespace(
  db: Database,
  namespace: NamespaceRecord,
  event: AuditEvent,
): Promise<'created' | 'name_taken' | 'refused'> {
  const { project, name, group, retentionDays, createdAt } = namespace;
  const row = sql`select ${project}, ${name}, ${group}, ${retentionDays}, ${createdAt}
    where exists (select 1 from projects where id = ${project}) and ${groupExists(group)}`;
  try {
    const done = await committed(
      db.batch([
        db.insert(namespaces).select(row),
        stopUnlessChanged(db),
        eventRow(db, event),
        ...guardChanged(db, null, group, event.at),
      ]),
    );
    return done ? 'created' : 'refused';
  } catch (error) {
    if (clashedOn(error, 'namespaces.project')) return 'name_taken';
    throw error;
  }
}

/** Replaces a namespace's row if it still is as it was read, and its new group exists. */
export async function changeNamespace(
  db: Database,
  from: NamespaceRecord,
  to: NamespaceRecord,
  event: AuditEvent,
): Promise<'changed' | 'refused'> {
  const { group, retentionDays } = from;
  const unchanged = and(
    isNamed(from),
    sql`group_name is ${group}`,
    eq(namespaces.retentionDays, retentionDays),
    to.group === group ? undefined : groupExists(to.group),
  );
  const next = { group: to.group, retentionDays: to.retentionDays };
  const done = await committed(
    db.batch([
      db.update(namespaces).set(next).where(unchanged),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...guardChanged(db, group, to.group, event.at),
    ]),
  );
  return done ? 'changed' : 'refused';
}

/** Deletes a namespace, as it was read, that no live token and no trusted issuer of its project holds a grant for. */
export async function deleteNamespace(
  db: Database,
  from: NamespaceRecord,
  event: AuditEvent,
): Promise<'deleted' | 'refused'> {
  const unused = and(
    isNamed(from),
    sql`group_name is ${from.group}`,
    sql`not exists (select 1 ${holders(from, event.at)})`,
    sql`not exists (select 1 ${givers(from)})`,
  );
  const done = await committed(
    db.batch([
      db.delete(namespaces).where(unused),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...guardChanged(db, from.group, null, event.at),
    ]),
  );
  return done ? 'deleted' : 'refused';
}

/** What keeps a namespace from being deleted. */
export async function countNamespaceUses(
  db: Database,
  named: NamespaceName,
  nowSeconds: number,
): Promise<{ tokens: number; trusts: number }> {
  return db.get(sql`select
    (select count(*) ${holders(named, nowSeconds)}) as tokens,
    (select count(*) ${givers(named)}) as trusts`);
}

/** Tokens for every project count: made again, the namespace would be theirs again. */
function holders({ project, name }: NamespaceName, nowSeconds: number) {
  return liveTokensNaming(`namespace:${name}`, nowSeconds, [`project:${project}`, 'project:*']);
}

/** The trusted issuers whose tokens would hold a grant for it by name. */
function givers({ project, name }: NamespaceName) {
  return sql`${trustsNaming('projects', project)} and exists (select 1 from json_each(i.grants)
    where value ->> 'resource' = 'namespace' and value ->> 'name' = ${name})`;
}

/** Who is barred stands in the copies of people's tokens, by the namespace's name: also of one that is made or gone. */
function guardChanged(db: Database, from: string | null, to: string | null, at: number) {
  return from === to ? [] : peopleChanged(db, at);
}

function groupExists(group: string | null): SQL {
  return sql`(${group} is null or exists (select 1 from groups where id = ${group}))`;
}

function isAmong(names: readonly string[]): SQL {
  return sql`${namespaces.name} in (select value from json_each(${JSON.stringify(names)}))`;
}

function isNamed({ project, name }: NamespaceName) {
  return and(eq(namespaces.project, project), eq(namespaces.name, name));
}
