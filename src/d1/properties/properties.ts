import { and, count, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { clashedOn, type Database, lostTheRace, messageOf, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow } from '../journal.ts';
import { activeProperties, properties, propertyVersions } from '../schema.ts';
import type { FoundProperty, PropertyRecord, VersionRecord } from './records.ts';

export async function findProperty(db: Database, id: number): Promise<FoundProperty | null> {
  const [[property], active] = await db.batch([
    db.select().from(properties).where(eq(properties.id, id)),
    db.select().from(activeProperties).where(eq(activeProperties.propertyId, id)),
  ]);
  return property ? { property, active } : null;
}

/** One page for some projects, or all with null, latest first; what is active of them; and how many there are in all. */
export async function listProperties(
  db: Database,
  projects: readonly string[] | null,
  beforeId: number,
  limit: number,
): Promise<{ items: FoundProperty[]; total: number }> {
  const page = propertyPageQuery(db, projects, beforeId, limit);
  const ids = sql`${activeProperties.propertyId} in (select id from (${page}))`;
  const [rows, active, [all]] = await db.batch([
    page,
    db.select().from(activeProperties).where(ids),
    db.select({ total: count() }).from(properties).where(inProjects(projects)),
  ]);
  const items = rows.map((property) => ({
    property,
    active: active.filter(({ propertyId }) => propertyId === property.id),
  }));
  return { items, total: all?.total ?? 0 };
}

export function propertyPageQuery(db: Database, projects: readonly string[] | null, beforeId: number, limit: number) {
  return db
    .select()
    .from(properties)
    .where(and(lt(properties.id, beforeId), inProjects(projects)))
    .orderBy(desc(properties.id))
    .limit(limit);
}

function inProjects(projects: readonly string[] | null) {
  return projects === null
    ? undefined
    : inArray(properties.project, sql`(select value from json_each(${JSON.stringify(projects)}))`);
}

/** Inserts a property with its first version, unless its project has `limit` of them. */
export async function createProperty(
  db: Database,
  property: PropertyRecord,
  version: VersionRecord,
  limit: number,
  event: AuditEvent,
): Promise<'created' | 'id_taken' | 'name_taken' | 'limit_reached' | 'project_missing'> {
  // Malformed JSON stops the batch, as in stopUnlessChanged.
  const counted = sql`(select count(*) from properties where project = ${property.project})`;
  const verdict = sql`json(iif(${counted} <= ${limit}, 'null', 'too many'))`;
  try {
    await db.batch([
      db.insert(properties).values(property),
      db.select({ verdict }).from(sql`(select 1)`),
      db.insert(propertyVersions).values(version),
      eventRow(db, event),
    ]);
    return 'created';
  } catch (error) {
    if (clashedOn(error, 'properties.id')) return 'id_taken';
    if (clashedOn(error, 'properties.project')) return 'name_taken';
    if (messageOf(error).includes('FOREIGN KEY constraint failed')) return 'project_missing';
    if (lostTheRace(error)) return 'limit_reached';
    throw error;
  }
}

/** Deletes a property with its versions and its history, unless it is active anywhere. */
export async function removeProperty(db: Database, id: number, event: AuditEvent): Promise<'removed' | 'refused'> {
  const inactive = sql`not exists (select 1 from active_properties where property_id = ${id})`;
  try {
    await db.batch([
      db.delete(properties).where(and(eq(properties.id, id), inactive)),
      stopUnlessChanged(db),
      eventRow(db, event),
    ]);
    return 'removed';
  } catch (error) {
    if (lostTheRace(error)) return 'refused';
    throw error;
  }
}
