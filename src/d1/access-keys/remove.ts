import { and, eq, lte, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { accessKeys, accessKeyVersions } from '../schema.ts';
import { type AccessKeyRecord, VERSION_COLUMNS, type VersionRecord } from './find.ts';

/** Every property that is activated with a version names it there, in the batch of the activation. */
const IS_UNUSED = sql`not exists (
  select 1 from active_properties where access_key_version_guid = ${accessKeyVersions.guid})`;

/** An active version becomes PENDING_DELETION; false when it is not active any more, or an active property uses it. */
export function deleteVersion(db: Database, version: VersionRecord, event: AuditEvent): Promise<boolean> {
  return committed(
    db.batch([
      db
        .update(accessKeyVersions)
        .set({ status: 'PENDING_DELETION', statusAt: event.at })
        .where(and(isThis(version), eq(accessKeyVersions.status, 'ACTIVE'), IS_UNUSED)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
}

/** A version that waits to be erased, and its key. */
export type Leaving = { version: VersionRecord; key: AccessKeyRecord };

/** The versions that were deleted by a second, the first ones first. */
export async function listLeaving(db: Database, deletedBy: number, limit: number): Promise<Leaving[]> {
  return db
    .select({ version: VERSION_COLUMNS, key: accessKeys })
    .from(accessKeyVersions)
    .innerJoin(accessKeys, eq(accessKeys.id, accessKeyVersions.accessKeyId))
    .where(and(sql`${accessKeyVersions.status} = 'PENDING_DELETION'`, lte(accessKeyVersions.statusAt, deletedBy)))
    .orderBy(accessKeyVersions.statusAt)
    .limit(limit);
}

/** Erases a version that was deleted; false when somebody else has. */
export function eraseVersion(db: Database, version: VersionRecord, event: AuditEvent): Promise<boolean> {
  const leaving = eq(accessKeyVersions.status, 'PENDING_DELETION');
  return committed(
    db.batch([
      db.delete(accessKeyVersions).where(and(isThis(version), leaving, IS_UNUSED)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
}

/** Deletes a key that has no versions left; false when it has, or has gone. */
export function deleteKey(db: Database, id: number, event: AuditEvent): Promise<boolean> {
  const empty = sql`not exists (select 1 from access_key_versions where access_key_id = ${id})`;
  return committed(
    db.batch([
      db.delete(accessKeys).where(and(eq(accessKeys.id, id), empty)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
}

function isThis({ accessKeyId, version }: VersionRecord) {
  return and(eq(accessKeyVersions.accessKeyId, accessKeyId), eq(accessKeyVersions.version, version));
}
