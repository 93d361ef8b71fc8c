import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { clashedOn, type Database, messageOf } from '../database.ts';
import { insertMany } from '../insert-many.ts';
import { type AuditEvent, epochRow, eventRow, outboxRow } from '../journal.ts';
import { activeProperties, properties, propertyActivations, propertyHostnames, propertyVersions } from '../schema.ts';
import type { ActivationRecord, ActiveRecord, NamedHost, PropertyRecord, VersionRecord } from './records.ts';
import { holds, isVersion } from './versions.ts';

/** What becomes active. `property` and `version` as they were read, `formerly`: the names that the environment had. */
export type Activating = {
  property: PropertyRecord;
  version: VersionRecord;
  active: ActiveRecord;
  names: readonly NamedHost[];
  formerly: readonly string[];
  activation: ActivationRecord;
};

export type Deactivating = Pick<Activating, 'property' | 'formerly' | 'activation'>;

const REFUSALS = ['lost_race', 'environment_missing', 'key_unfit', 'hostname_taken'] as const;
export type ActivationRefusal = (typeof REFUSALS)[number];

/**
 * Makes a version what an environment runs, all or nothing: unless the property or the version changed since they were
 * read, the key version is no longer fit, or a hostname is held by another.
 */
export async function activate(
  db: Database,
  what: Activating,
  event: AuditEvent,
): Promise<'activated' | ActivationRefusal> {
  const { property, version, active, names } = what;
  const { propertyId, environment, accessKeyVersionGuid, activationId, activatedAt } = active;
  const here = and(eq(propertyHostnames.propertyId, propertyId), eq(propertyHostnames.environment, environment));
  const rows = names.map((name) => ({ ...name, propertyId, environment }));
  const batch = db.batch([
    stopIfRefused(db, what),
    db
      .update(propertyVersions)
      .set({ firstActivatedAt: sql`coalesce(${propertyVersions.firstActivatedAt}, ${activatedAt})` })
      .where(isVersion(propertyId, version.version)),
    db
      .insert(activeProperties)
      .values(active)
      .onConflictDoUpdate({
        target: [activeProperties.propertyId, activeProperties.environment],
        set: { version: active.version, accessKeyVersionGuid, activationId, activatedAt },
      }),
    db.delete(propertyHostnames).where(here),
    insertMany(db, propertyHostnames, rows),
    ...changed(db, property, [...what.formerly, ...names.map(({ hostname }) => hostname)], activatedAt),
    db.insert(propertyActivations).values(what.activation),
    eventRow(db, event),
  ]);
  return (await refusalOf(batch)) ?? 'activated';
}

/** Ends what an environment runs of a property, and frees its hostnames. */
export async function deactivate(
  db: Database,
  { property, formerly, activation }: Deactivating,
  event: AuditEvent,
): Promise<'deactivated' | ActivationRefusal> {
  const { environment } = activation;
  const batch = db.batch([
    stopWith(db, sql`case when ${isNoLonger(property)} then 'lost_race' else '$' end`),
    // The hostnames go with it: ON DELETE CASCADE.
    db
      .delete(activeProperties)
      .where(and(eq(activeProperties.propertyId, property.id), eq(activeProperties.environment, environment))),
    ...changed(db, property, formerly, activation.createdAt),
    db.insert(propertyActivations).values(activation),
    eventRow(db, event),
  ]);
  return (await refusalOf(batch)) ?? 'deactivated';
}

/** The property's `change` grows: the feed tells every isolate, the outbox what KV is owed. */
function changed(db: Database, { id, change }: PropertyRecord, hostnames: readonly string[], at: number) {
  const property = { id, change: change + 1 };
  return [
    db.update(properties).set({ change: property.change }).where(eq(properties.id, id)),
    epochRow(db, { property }, at),
    outboxRow(db, 'epoch', 0, at, { hostnames: [...new Set(hostnames)], property }),
  ] as const;
}

function stopIfRefused(db: Database, { property, version, active, names }: Activating) {
  const { environment, accessKeyVersionGuid: guid } = active;
  const asRead = sql`exists (select 1 from ${propertyVersions}
    where ${isVersion(property.id, version.version)} and ${holds(version.document)})`;
  const network = version.document.enhancedTls ? sql`` : sql`and k.security_network <> 'ENHANCED_TLS'`;
  const fit = sql`exists (select 1 from access_key_versions v join access_keys k on k.id = v.access_key_id
    where v.guid = ${guid} and v.status = 'ACTIVE' and k.project = ${property.project} ${network})`;
  return stopWith(
    db,
    sql`case
      when ${isNoLonger(property)} or not ${asRead} then 'lost_race'
      when not exists (select 1 from environments where id = ${environment}) then 'environment_missing'
      when ${guid === null ? sql`false` : sql`not ${fit}`} then 'key_unfit'
      when exists (select 1 from ${heldByOthers(property.id, environment, names)}) then 'hostname_taken'
      else '$' end`,
  );
}

/** Every change of what is active makes `change` grow: while it stands, so does all that was read with it. */
function isNoLonger({ id, change }: PropertyRecord) {
  return sql`not exists (select 1 from properties where id = ${id} and change = ${change})`;
}

function heldByOthers(propertyId: number, environment: string, names: readonly { hostname: string }[]) {
  const hostnames = JSON.stringify(names.map(({ hostname }) => hostname));
  return sql`property_hostnames h join properties p on p.id = h.property_id
    where h.hostname in (select value from json_each(${hostnames}))
    and not (h.property_id = ${propertyId} and h.environment = ${environment})`;
}

/** Stops the batch with a refusal. A path that is none makes json_extract fail, with the path in its message. */
function stopWith(db: Database, refusal: ReturnType<typeof sql>) {
  return db.select({ verdict: sql`json_extract('{}', ${refusal})` }).from(sql`(select 1)`);
}

async function refusalOf(batch: Promise<unknown>): Promise<ActivationRefusal | null> {
  try {
    await batch;
    return null;
  } catch (error) {
    // "bad JSON path: 'lost_race'"; the SQL, which names them all, may stand in the message too.
    const path = /JSON path[^']*'(\w+)'/.exec(messageOf(error))?.[1];
    const refusal = REFUSALS.find((name) => name === path);
    if (refusal === undefined && clashedOn(error, 'property_activations.id')) return 'lost_race';
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** Who holds a hostname. */
export type Holder = {
  hostname: string;
  propertyId: number;
  propertyName: string;
  project: string;
  environment: string;
};

/** The first of these hostnames that another property holds, or this one in another environment. */
export async function findHolder(
  db: Database,
  propertyId: number,
  environment: string,
  hostnames: readonly string[],
): Promise<Holder | null> {
  const names = hostnames.map((hostname) => ({ hostname }));
  const [holder] = await db.all<Holder>(sql`select h.hostname, h.property_id as propertyId, p.name as propertyName,
    p.project, h.environment from ${heldByOthers(propertyId, environment, names)} order by h.hostname limit 1`);
  return holder ?? null;
}

export async function listHostnames(db: Database, propertyId: number, environment: string): Promise<string[]> {
  const { hostname } = propertyHostnames;
  const here = and(eq(propertyHostnames.propertyId, propertyId), eq(propertyHostnames.environment, environment));
  return (await db.select({ hostname }).from(propertyHostnames).where(here).orderBy(hostname)).map(
    (row) => row.hostname,
  );
}

/** What was activated and deactivated, latest first. */
export function activationPageQuery(
  db: Database,
  by: { propertyId: number; id: number | null; environment: string | null },
  beforeId: number,
  limit: number,
) {
  const { id, propertyId, environment } = propertyActivations;
  return db
    .select()
    .from(propertyActivations)
    .where(
      and(
        eq(propertyId, by.propertyId),
        lt(id, beforeId),
        by.id === null ? undefined : eq(id, by.id),
        by.environment === null ? undefined : eq(environment, by.environment),
      ),
    )
    .orderBy(desc(id))
    .limit(limit);
}
