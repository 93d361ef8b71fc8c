import { eq, sql } from 'drizzle-orm';
import { effectiveOf } from '../contract/properties.ts';
import type { RouteCopy } from '../contract/route-copy.ts';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { Database } from './database.ts';
import {
  accessKeys,
  accessKeyVersions,
  activeProperties,
  properties,
  propertyHostnames,
  propertyVersions,
} from './schema.ts';

export type PropertyRecord = typeof properties.$inferSelect;
export type PropertyStore = ReturnType<typeof createPropertyStore>;

/** What the gateway does at which hostname. Every write is one batch with its audit row, and its row in the feed. */
export function createPropertyStore(db: Database) {
  return failingAsStorage('properties', {
    findRoute: (hostname: string) => findRoute(db, hostname),
  });
}

/** What is active at a hostname at this moment; null: nothing. */
async function findRoute(db: Database, hostname: string): Promise<RouteCopy | null> {
  const [row] = await db
    .select({
      property: properties,
      place: propertyHostnames,
      version: activeProperties.version,
      document: propertyVersions.document,
      key: {
        keyId: accessKeyVersions.accessKeyId,
        version: accessKeyVersions.version,
        cloudAccessKeyId: accessKeyVersions.cloudAccessKeyId,
        sealed: accessKeyVersions.sealed,
      },
      authenticationMethod: accessKeys.authenticationMethod,
    })
    .from(propertyHostnames)
    .innerJoin(properties, eq(properties.id, propertyHostnames.propertyId))
    .innerJoin(
      activeProperties,
      sql`${activeProperties.propertyId} = ${propertyHostnames.propertyId}
        and ${activeProperties.environment} = ${propertyHostnames.environment}`,
    )
    .innerJoin(
      propertyVersions,
      sql`${propertyVersions.propertyId} = ${activeProperties.propertyId}
        and ${propertyVersions.version} = ${activeProperties.version}`,
    )
    .leftJoin(accessKeyVersions, eq(accessKeyVersions.guid, activeProperties.accessKeyVersionGuid))
    .leftJoin(accessKeys, eq(accessKeys.id, accessKeyVersions.accessKeyId))
    .where(eq(propertyHostnames.hostname, hostname));
  if (!row) return null;
  const { property, place, key, authenticationMethod } = row;
  return {
    hostname,
    propertyId: property.id,
    propertyName: property.name,
    change: property.change,
    version: row.version,
    project: property.project,
    environment: place.environment,
    bucket: place.bucket,
    document: effectiveOf(row.document, place.environment),
    key:
      key && authenticationMethod
        ? { ...key, authenticationMethod, sealed: btoa(String.fromCharCode(...key.sealed)) }
        : null,
  };
}
