import { and, count, eq, gt, sql } from 'drizzle-orm';
import { clashedOn, type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { environments } from '../schema.ts';
import { committed, liveTokensNaming, trustsNaming } from './guard.ts';
import type { Page } from './page.ts';

export type EnvironmentRecord = typeof environments.$inferSelect;

export async function findEnvironment(db: Database, id: string): Promise<EnvironmentRecord | null> {
  const [row] = await db.select().from(environments).where(eq(environments.id, id));
  return row ?? null;
}

/** The environments after an id, in order of their ids. */
export async function listEnvironments(db: Database, limit: number, after: string): Promise<Page<EnvironmentRecord>> {
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(environments)
      .where(gt(environments.id, after))
      .orderBy(environments.id)
      .limit(limit + 1),
    db.select({ total: count() }).from(environments),
  ]);
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

/** Every environment's id. */
export async function listEnvironmentIds(db: Database): Promise<string[]> {
  return (await db.select({ id: environments.id }).from(environments).orderBy(environments.id)).map(({ id }) => id);
}

export async function createEnvironment(
  db: Database,
  environment: EnvironmentRecord,
  event: AuditEvent,
): Promise<'created' | 'id_taken'> {
  try {
    await db.batch([db.insert(environments).values(environment), eventRow(db, event)]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'environments.id')) return 'id_taken';
    throw error;
  }
}

/** Deletes an environment that no live token, custom role or trusted issuer names, and where no property is active. */
export async function deleteEnvironment(db: Database, id: string, event: AuditEvent): Promise<'deleted' | 'refused'> {
  const unused = and(
    eq(environments.id, id),
    sql`not exists (select 1 ${liveTokensNaming(`environment:${id}`, event.at)})`,
    sql`not exists (select 1 ${rolesNaming(id)})`,
    sql`not exists (select 1 ${trustsNaming('environments', id)})`,
    sql`not exists (select 1 from active_properties where environment = ${id})`,
  );
  const done = await committed(
    db.batch([db.delete(environments).where(unused), stopUnlessChanged(db), eventRow(db, event)]),
  );
  return done ? 'deleted' : 'refused';
}

/** What keeps an environment from being deleted. */
export async function countEnvironmentUses(
  db: Database,
  id: string,
  nowSeconds: number,
): Promise<{ tokens: number; roles: number; trusts: number; properties: number }> {
  return db.get(sql`select
    (select count(*) ${liveTokensNaming(`environment:${id}`, nowSeconds)}) as tokens,
    (select count(*) ${rolesNaming(id)}) as roles,
    (select count(*) ${trustsNaming('environments', id)}) as trusts,
    (select count(*) from active_properties where environment = ${id}) as properties`);
}

/** The custom roles that are narrowed to an environment: made again, it would be theirs again. There are 200 at most. */
function rolesNaming(id: string) {
  return sql`from roles r where exists (
    select 1 from json_each(r.permissions) where substr(value, instr(value, '@') + 1) = ${id} and instr(value, '@') > 0)`;
}
