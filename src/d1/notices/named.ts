import { and, asc, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { properties, propertyActivations } from '../schema.ts';
import { unlessLost } from './crossings.ts';
import { type Owed, owe } from './record.ts';

/** An activation that addresses were named for which nobody has told yet. */
export type Untold = Awaited<ReturnType<typeof untoldQuery>>[number];

/** Activations with addresses still to be told, the first first. */
export function untoldQuery(db: Database, limit: number) {
  return db
    .select({ activation: propertyActivations, name: properties.name, project: properties.project })
    .from(propertyActivations)
    .innerJoin(properties, eq(properties.id, propertyActivations.propertyId))
    .where(isNotNull(propertyActivations.untold))
    .orderBy(asc(propertyActivations.id))
    .limit(limit);
}

/** Whom activations of properties since a second named, told or not. */
export function namedSince(db: Database, propertyIds: readonly number[], since: number) {
  const { propertyId, environment, createdAt, notify } = propertyActivations;
  return db
    .select({ propertyId, environment, createdAt, notify })
    .from(propertyActivations)
    .where(
      and(sql`${propertyId} in (select value from json_each(${JSON.stringify(propertyIds)}))`, gte(createdAt, since)),
    );
}

/** Owes the addresses of an activation what they were named for and, in the same batch, notes that they are told. */
export async function commitNamed(
  db: Database,
  { id, owed, at }: { id: number; owed: Owed | null; at: number },
): Promise<'done' | 'lost_race'> {
  const owing = owed === null ? [] : owe(db, `activation:${id}`, 'pending', [owed], at);
  const told = db
    .update(propertyActivations)
    .set({ untold: null })
    .where(and(eq(propertyActivations.id, id), isNotNull(propertyActivations.untold)));
  return unlessLost(db.batch([told, stopUnlessChanged(db), ...owing]));
}
