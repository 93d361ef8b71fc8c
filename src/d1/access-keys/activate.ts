import { and, eq, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { accessKeyRequests, accessKeys, accessKeyVersions } from '../schema.ts';
import type { SealedVersion } from './create.ts';
import type { AccessKeyRecord, RequestRecord } from './find.ts';

/** A request that has not ended, with what it is for; null what is not there any more. */
export type OpenRequest = { request: RequestRecord; key: AccessKeyRecord | null; version: SealedVersion | null };

/** Written out, or the index of what is open would not serve. */
const IS_OPEN = sql`${accessKeyRequests.status} = 'IN_PROGRESS'`;

/** The requests that have not ended, the longest open first. */
export async function listOpenRequests(db: Database, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: accessKeyRequests.id })
    .from(accessKeyRequests)
    .where(IS_OPEN)
    .orderBy(accessKeyRequests.requestedAt)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function findOpenRequest(db: Database, id: number): Promise<OpenRequest | null> {
  const [row] = await db
    .select({ request: accessKeyRequests, key: accessKeys, version: accessKeyVersions })
    .from(accessKeyRequests)
    .leftJoin(accessKeys, eq(accessKeys.id, accessKeyRequests.accessKeyId))
    .leftJoin(
      accessKeyVersions,
      and(
        eq(accessKeyVersions.accessKeyId, accessKeyRequests.accessKeyId),
        eq(accessKeyVersions.version, accessKeyRequests.version),
      ),
    )
    .where(and(eq(accessKeyRequests.id, id), IS_OPEN));
  return row ?? null;
}

/** ACTIVE and DONE in one commit; false when somebody else has ended the request. */
export function activateVersion(db: Database, request: RequestRecord, event: AuditEvent): Promise<boolean> {
  return committed(
    db.batch([
      db.update(accessKeyVersions).set({ status: 'ACTIVE', statusAt: event.at }).where(isPending(request)),
      stopUnlessChanged(db),
      db.update(accessKeyRequests).set({ status: 'DONE', endedAt: event.at }).where(isStillOpen(request)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
}

/**
 * Ends a request as FAILED, and takes away what it was for: the version, and the key that was made with it. The name and
 * the places are free again. False when somebody else has ended the request.
 */
export function failRequest(db: Database, request: RequestRecord, reason: string, event: AuditEvent): Promise<boolean> {
  const { accessKeyId } = request;
  const others = sql`not exists (select 1 from access_key_versions where access_key_id = ${accessKeyId})`;
  return committed(
    db.batch([
      db.update(accessKeyRequests).set({ status: 'FAILED', reason, endedAt: event.at }).where(isStillOpen(request)),
      stopUnlessChanged(db),
      db.delete(accessKeyVersions).where(isPending(request)),
      ...(request.kind === 'key' ? [db.delete(accessKeys).where(and(eq(accessKeys.id, accessKeyId), others))] : []),
      eventRow(db, event),
    ]),
  );
}

function isStillOpen({ id }: RequestRecord) {
  return and(eq(accessKeyRequests.id, id), IS_OPEN);
}

function isPending({ accessKeyId, version }: RequestRecord) {
  return and(
    eq(accessKeyVersions.accessKeyId, accessKeyId),
    eq(accessKeyVersions.version, version),
    eq(accessKeyVersions.status, 'PENDING_ACTIVATION'),
  );
}
