import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { accessKeys, accessKeyVersions, deployment, environments, propertyHostnames } from '../schema.ts';

/** The names in a document that only the deployment knows. */
export type Mentioned = {
  environments: readonly string[];
  keyVersions: readonly string[];
  hostnames: readonly string[];
};

/** What there is of them at this moment, and the address of the deployment itself. */
export type Surroundings = Awaited<ReturnType<typeof findSurroundings>>;

/** One bound value takes 2 MB; there are fewer in any document that people write. */
const MAX_HOSTNAMES = 5_000;

export async function findSurroundings(db: Database, mentioned: Mentioned) {
  const [places, keys, held, [own]] = await db.batch([
    db
      .select({ id: environments.id })
      .from(environments)
      .where(sql`${environments.id} in ${among(mentioned.environments)}`),
    db
      .select({
        guid: accessKeyVersions.guid,
        status: accessKeyVersions.status,
        project: accessKeys.project,
        securityNetwork: accessKeys.securityNetwork,
      })
      .from(accessKeyVersions)
      .innerJoin(accessKeys, eq(accessKeys.id, accessKeyVersions.accessKeyId))
      .where(sql`${accessKeyVersions.guid} in ${among(mentioned.keyVersions)}`),
    db
      .select()
      .from(propertyHostnames)
      .where(sql`${propertyHostnames.hostname} in ${among(mentioned.hostnames.slice(0, MAX_HOSTNAMES))}`),
    db.select({ origin: deployment.origin }).from(deployment),
  ]);
  return { environments: places.map(({ id }) => id), keys, held, origin: own?.origin ?? null };
}

function among(names: readonly string[]) {
  return sql`(select value from json_each(${JSON.stringify(names)}))`;
}
