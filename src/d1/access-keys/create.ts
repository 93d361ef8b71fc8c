import { and, eq, sql } from 'drizzle-orm';
import { clashedOn, type Database, lostTheRace, messageOf, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { accessKeyRequests, accessKeys, accessKeyVersions } from '../schema.ts';
import type { AccessKeyRecord, RequestRecord } from './find.ts';

export type SealedVersion = typeof accessKeyVersions.$inferSelect;
export type NewVersion = { version: SealedVersion; request: RequestRecord };
export type NewKey = NewVersion & { key: AccessKeyRecord };

/**
 * Inserts a key, its first version and the request to activate it: its name and its place are taken from now on, for two
 * that ask at once too. Not where the project has `limit` keys, one of this name, or is not there at this moment.
 */
export async function createKey(
  db: Database,
  { key, version, request }: NewKey,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'name_taken' | 'limit_reached' | 'project_missing'> {
  const count = sql`select count(*) from access_keys where project = ${key.project}`;
  // Malformed JSON stops the batch, as in stopUnlessChanged.
  const verdict = sql`json(iif((${count}) <= ${limit}, 'null', 'too many'))`;
  try {
    await db.batch([
      db.insert(accessKeys).values(key),
      db.insert(accessKeyVersions).values(version),
      db.insert(accessKeyRequests).values(request),
      db.select({ verdict }).from(sql`(select 1)`),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'access_keys.project')) return 'name_taken';
    if (clashedOn(error, 'access_keys.id') || clashedOn(error, 'access_key_requests.id')) return 'id_taken';
    if (messageOf(error).includes('FOREIGN KEY constraint failed')) return 'project_missing';
    if (lostTheRace(error)) return 'limit_reached';
    throw error;
  }
}

/**
 * Inserts the version after a key's latest, which it becomes. `refused`: another came first, the key has `limit` versions
 * in whatever state, one of them waits for its activation, or the key has gone.
 */
export async function addVersion(
  db: Database,
  { version, request }: NewVersion,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'refused'> {
  const id = version.accessKeyId;
  const versions = sql`from access_key_versions where access_key_id = ${id}`;
  try {
    await db.batch([
      db
        .update(accessKeys)
        .set({ latestVersion: version.version })
        .where(
          and(
            eq(accessKeys.id, id),
            eq(accessKeys.latestVersion, version.version - 1),
            sql`(select count(*) ${versions}) < ${limit}`,
            sql`not exists (select 1 ${versions} and status = 'PENDING_ACTIVATION')`,
          ),
        ),
      stopUnlessChanged(db),
      db.insert(accessKeyVersions).values(version),
      db.insert(accessKeyRequests).values(request),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'access_key_requests.id')) return 'id_taken';
    if (lostTheRace(error)) return 'refused';
    throw error;
  }
}
