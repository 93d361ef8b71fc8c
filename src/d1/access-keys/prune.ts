import { inArray, lt } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { accessKeyLookups, accessKeyRequests } from '../schema.ts';

/** Forgets requests that ended before a second, at most `limit`; returns how many. */
export async function pruneRequests(db: Database, endedBefore: number, limit: number): Promise<number> {
  const { id, endedAt } = accessKeyRequests;
  const old = db.select({ id }).from(accessKeyRequests).where(lt(endedAt, endedBefore)).limit(limit);
  return (await db.delete(accessKeyRequests).where(inArray(id, old)).returning({ id })).length;
}

/** The same for lookups. */
export async function pruneLookups(db: Database, endedBefore: number, limit: number): Promise<number> {
  const { id, endedAt } = accessKeyLookups;
  const old = db.select({ id }).from(accessKeyLookups).where(lt(endedAt, endedBefore)).limit(limit);
  return (await db.delete(accessKeyLookups).where(inArray(id, old)).returning({ id })).length;
}
