import { and, count, eq, gt, type SQL, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, clashedOn, type Database, stopUnlessChanged } from './database.ts';
import { type AuditEvent, epochRow, eventRow, outboxRow } from './journal.ts';
import { committed, liveTokensNaming } from './places/guard.ts';
import type { Page } from './places/page.ts';
import { clients, groups } from './schema.ts';

export type ClientRecord = typeof clients.$inferSelect;
export type ClientStore = ReturnType<typeof createClientStore>;

/** Registered workloads. Every write is one batch with its audit row; its group exists at that very moment. */
export function createClientStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('clients', {
    find: async (id: string) => (await db.select().from(clients).where(eq(clients.id, id)))[0] ?? null,
    hasGroup: async (id: string) => (await db.select().from(groups).where(eq(groups.id, id))).length > 0,
    list: bound(listClients),
    create: bound(createClient),
    change: bound(changeClient),
    delete: bound(deleteClient),
    countTokens: bound(countTokens),
  });
}

/** The clients after an id, in order of their ids. */
async function listClients(db: Database, limit: number, after: string): Promise<Page<ClientRecord>> {
  const [rows, [all]] = await db.batch([
    db
      .select()
      .from(clients)
      .where(gt(clients.id, after))
      .orderBy(clients.id)
      .limit(limit + 1),
    db.select({ total: count() }).from(clients),
  ]);
  return { items: rows.slice(0, limit), more: rows.length > limit, total: all?.total ?? 0 };
}

async function createClient(
  db: Database,
  client: ClientRecord,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'no_group'> {
  const { id, name, group, certificates, allowedIps, createdAt } = client;
  const row = sql`select ${id}, ${name}, ${group}, ${JSON.stringify(certificates)}, ${JSON.stringify(allowedIps)},
    ${createdAt} where ${groupExists(group)}`;
  try {
    const done = await committed(
      db.batch([db.insert(clients).select(row), stopUnlessChanged(db), eventRow(db, event)]),
    );
    return done ? 'created' : 'no_group';
  } catch (error) {
    if (clashedOn(error, 'clients.id')) return 'id_taken';
    throw error;
  }
}

/**
 * Replaces a client's row if it still is as it was read and its group exists. New proofs are told to every isolate and
 * to KV; a new group is not: who may manage tokens is asked of D1.
 */
async function changeClient(
  db: Database,
  from: ClientRecord,
  to: ClientRecord,
  event: AuditEvent,
): Promise<'changed' | 'lost_race'> {
  const { name, group, certificates, allowedIps } = to;
  const unchanged = and(
    eq(clients.id, from.id),
    eq(clients.name, from.name),
    sql`${clients.group} is ${from.group}`,
    eq(clients.certificates, from.certificates),
    eq(clients.allowedIps, from.allowedIps),
    groupExists(group),
  );
  const done = await committed(
    db.batch([
      db.update(clients).set({ name, group, certificates, allowedIps }).where(unchanged),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...(provesAlike(from, to) ? [] : proofsChanged(db, from.id, event.at)),
    ]),
  );
  return done ? 'changed' : 'lost_race';
}

/** Whether two records let the same requests prove that they come from the client. */
function provesAlike(from: ClientRecord, to: ClientRecord): boolean {
  const proofsOf = ({ certificates, allowedIps }: ClientRecord) => JSON.stringify([certificates, allowedIps]);
  return proofsOf(from) === proofsOf(to);
}

/** Deletes a client that no live token is locked to. */
async function deleteClient(db: Database, id: string, event: AuditEvent): Promise<'deleted' | 'refused'> {
  const unused = and(eq(clients.id, id), sql`not exists (select 1 ${holders(id, event.at)})`);
  const done = await committed(
    db.batch([
      db.delete(clients).where(unused),
      stopUnlessChanged(db),
      eventRow(db, event),
      ...proofsChanged(db, id, event.at),
    ]),
  );
  return done ? 'deleted' : 'refused';
}

/** How many live tokens keep a client from being deleted. */
async function countTokens(db: Database, id: string, nowSeconds: number): Promise<number> {
  const row = await db.get<{ total: number }>(sql`select count(*) as total ${holders(id, nowSeconds)}`);
  return row.total;
}

function holders(id: string, nowSeconds: number): SQL {
  return liveTokensNaming(`client:${id}`, nowSeconds);
}

function groupExists(group: string | null): SQL {
  return sql`(${group} is null or exists (select 1 from groups where id = ${group}))`;
}

function proofsChanged(db: Database, id: string, at: number) {
  return [epochRow(db, { client: id }, at), outboxRow(db, 'epoch', 0, at, { client: id })] as const;
}
