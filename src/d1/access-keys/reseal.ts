import { and, eq, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, propertiesChanged } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { accessKeys, accessKeyVersions } from '../schema.ts';
import type { SealedVersion } from './create.ts';
import type { AccessKeyRecord } from './find.ts';

export type SealedUnder = { version: SealedVersion; key: AccessKeyRecord };

/** The versions that are sealed under a root key, after one of them, in order of keys and versions. */
export async function listSealedUnder(
  db: Database,
  rootKeyId: string,
  after: Pick<SealedVersion, 'accessKeyId' | 'version'>,
  limit: number,
): Promise<SealedUnder[]> {
  const { accessKeyId, version } = accessKeyVersions;
  return db
    .select({ version: accessKeyVersions, key: accessKeys })
    .from(accessKeyVersions)
    .innerJoin(accessKeys, eq(accessKeys.id, accessKeyId))
    .where(
      and(
        eq(accessKeyVersions.rootKeyId, rootKeyId),
        sql`(${accessKeyId}, ${version}) > (${after.accessKeyId}, ${after.version})`,
      ),
    )
    .orderBy(accessKeyId, version)
    .limit(limit);
}

/**
 * Replaces what a version has sealed, unless somebody has done so or the version has gone. The edge has copies of it with
 * every property that signs with it: these are made anew.
 */
export function resealVersion(
  db: Database,
  from: SealedVersion,
  to: Pick<SealedVersion, 'sealed' | 'rootKeyId'>,
  event: AuditEvent,
): Promise<boolean> {
  const { accessKeyId, version, rootKeyId, guid } = from;
  const using = sql`select property_id from active_properties where access_key_version_guid = ${guid}`;
  return committed(
    db.batch([
      db
        .update(accessKeyVersions)
        .set({ sealed: to.sealed, rootKeyId: to.rootKeyId })
        .where(
          and(
            eq(accessKeyVersions.accessKeyId, accessKeyId),
            eq(accessKeyVersions.version, version),
            eq(accessKeyVersions.rootKeyId, rootKeyId),
          ),
        ),
      stopUnlessChanged(db),
      ...propertiesChanged(db, using, event.at),
      eventRow(db, event),
    ]),
  );
}
