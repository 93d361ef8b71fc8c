import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { PropertyDocument } from '../../contract/properties.ts';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { committed } from '../places/guard.ts';
import { properties, propertyVersions } from '../schema.ts';
import type { PropertyRecord, VersionRecord } from './records.ts';

export async function findVersion(db: Database, propertyId: number, version: number): Promise<VersionRecord | null> {
  const [row] = await db.select().from(propertyVersions).where(isVersion(propertyId, version));
  return row ?? null;
}

/** The versions of a property below a number, latest first, without their documents. */
export function versionPageQuery(db: Database, propertyId: number, before: number, limit: number) {
  const { propertyId: of, version, note, createdBy, createdAt, changedAt, firstActivatedAt } = propertyVersions;
  return db
    .select({ propertyId: of, version, note, createdBy, createdAt, changedAt, firstActivatedAt })
    .from(propertyVersions)
    .where(and(eq(of, propertyId), lt(version, before)))
    .orderBy(desc(version))
    .limit(limit);
}

/** Inserts the version after the latest, unless another was faster. */
export async function addVersion(
  db: Database,
  from: PropertyRecord,
  version: VersionRecord,
  event: AuditEvent,
): Promise<'added' | 'lost_race'> {
  const isStill = and(eq(properties.id, from.id), eq(properties.latestVersion, from.latestVersion));
  const done = await committed(
    db.batch([
      db.update(properties).set({ latestVersion: version.version }).where(isStill),
      stopUnlessChanged(db),
      db.insert(propertyVersions).values(version),
      eventRow(db, event),
    ]),
  );
  return done ? 'added' : 'lost_race';
}

/** Replaces a version that still is as it was read, and was never active. */
export async function saveVersion(
  db: Database,
  from: VersionRecord,
  to: VersionRecord,
  event: AuditEvent,
): Promise<'saved' | 'lost_race'> {
  const { document, note, changedAt } = to;
  const isStill = and(
    isVersion(from.propertyId, from.version),
    isNull(propertyVersions.firstActivatedAt),
    holds(from.document),
  );
  const done = await committed(
    db.batch([
      db.update(propertyVersions).set({ document, note, changedAt }).where(isStill),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]),
  );
  return done ? 'saved' : 'lost_race';
}

export function isVersion(propertyId: number, version: number) {
  return and(eq(propertyVersions.propertyId, propertyId), eq(propertyVersions.version, version));
}

/** Whether a version's document is this one: times are in seconds, and two changes may be of the same. */
export function holds(document: PropertyDocument) {
  return sql`${propertyVersions.document} = ${JSON.stringify(document)}`;
}
