import { eq, sql } from 'drizzle-orm';
import { effectiveOf } from '../../contract/properties.ts';
import type { RouteCopy } from '../../contract/route-copy.ts';
import type { Database } from '../database.ts';
import {
  accessKeys,
  accessKeyVersions,
  activeProperties,
  properties,
  propertyHostnames,
  propertyVersions,
} from '../schema.ts';

/** What is active at a hostname at this moment; null: nothing. */
export async function findRoute(db: Database, hostname: string): Promise<RouteCopy | null> {
  return (await findRoutes(db, [hostname]))[0] ?? null;
}

/** The same for many hostnames at once; those that lead nowhere are not among the answer. */
export async function findRoutes(db: Database, hostnames: readonly string[]): Promise<RouteCopy[]> {
  return (await routesQuery(db, hostnames)).map(
    ({ property, place, key, authenticationMethod, version, document }) => ({
      hostname: place.hostname,
      propertyId: property.id,
      propertyName: property.name,
      change: property.change,
      version,
      project: property.project,
      environment: place.environment,
      bucket: place.bucket,
      document: effectiveOf(document, place.environment),
      key:
        key && authenticationMethod
          ? { ...key, authenticationMethod, sealed: btoa(String.fromCharCode(...key.sealed)) }
          : null,
    }),
  );
}

/** Asked of every hostname that no copy tells of. */
export function routesQuery(db: Database, hostnames: readonly string[]) {
  return db
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
    .where(sql`${propertyHostnames.hostname} in (select value from json_each(${JSON.stringify(hostnames)}))`);
}
