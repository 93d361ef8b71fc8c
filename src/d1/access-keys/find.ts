import { and, count, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { accessKeyRequests, accessKeys, accessKeyVersions, activeProperties, properties } from '../schema.ts';

export type AccessKeyRecord = typeof accessKeys.$inferSelect;
/** A version without what is sealed in it: only who opens or replaces that reads it. */
export type VersionRecord = Omit<typeof accessKeyVersions.$inferSelect, 'sealed' | 'rootKeyId'>;
export type KeyWithVersions = { key: AccessKeyRecord; versions: VersionRecord[] };
export type RequestRecord = typeof accessKeyRequests.$inferSelect;

/** An active property, in one environment, that signs with a version of a key. */
export type UseRecord = { propertyId: number; propertyName: string; environment: string; version: number };

/** Which keys a list shows: of some projects, or all with null; the one that a version is of, where it is named. */
export type KeyFilter = { projects: readonly string[] | null; versionGuid?: string | undefined };

const { sealed: _sealed, rootKeyId: _rootKeyId, ...VERSION_COLUMNS } = getTableColumns(accessKeyVersions);

export { VERSION_COLUMNS };

/** A key and its versions, of one moment; null where there is no such key. */
export async function findKey(db: Database, id: number): Promise<KeyWithVersions | null> {
  const [[key], versions] = await db.batch([
    db.select().from(accessKeys).where(eq(accessKeys.id, id)),
    db
      .select(VERSION_COLUMNS)
      .from(accessKeyVersions)
      .where(eq(accessKeyVersions.accessKeyId, id))
      .orderBy(accessKeyVersions.version),
  ]);
  return key ? { key, versions } : null;
}

/** Keys, latest first. A project has 50 at most. */
export function keyPageQuery(db: Database, filter: KeyFilter, beforeId: number, limit: number) {
  return db
    .select()
    .from(accessKeys)
    .where(and(lt(accessKeys.id, beforeId), matches(filter)))
    .orderBy(desc(accessKeys.id))
    .limit(limit);
}

export async function countKeys(db: Database, filter: KeyFilter): Promise<number> {
  const [row] = await db.select({ total: count() }).from(accessKeys).where(matches(filter));
  return row?.total ?? 0;
}

function matches({ projects, versionGuid }: KeyFilter) {
  const guid = sql`(select access_key_id from access_key_versions where guid = ${versionGuid})`;
  return and(
    projects === null
      ? undefined
      : sql`${accessKeys.project} in (select value from json_each(${JSON.stringify(projects)}))`,
    versionGuid === undefined ? undefined : sql`${accessKeys.id} = ${guid}`,
  );
}

/** What signs with a version at this moment, in order of properties. */
export function usingQuery(db: Database, keyId: number, version: number) {
  return db
    .select({
      propertyId: properties.id,
      propertyName: properties.name,
      environment: activeProperties.environment,
      version: activeProperties.version,
    })
    .from(accessKeyVersions)
    .innerJoin(activeProperties, eq(activeProperties.accessKeyVersionGuid, accessKeyVersions.guid))
    .innerJoin(properties, eq(properties.id, activeProperties.propertyId))
    .where(and(eq(accessKeyVersions.accessKeyId, keyId), eq(accessKeyVersions.version, version)))
    .orderBy(activeProperties.propertyId, activeProperties.environment);
}

export async function findRequest(db: Database, id: number): Promise<RequestRecord | null> {
  const [row] = await db.select().from(accessKeyRequests).where(eq(accessKeyRequests.id, id));
  return row ?? null;
}
