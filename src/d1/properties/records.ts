import type { activeProperties, properties, propertyActivations, propertyVersions } from '../schema.ts';

export type PropertyRecord = typeof properties.$inferSelect;
export type VersionRecord = typeof propertyVersions.$inferSelect;
export type ActivationRecord = typeof propertyActivations.$inferSelect;
/** What one environment runs. */
export type ActiveRecord = typeof activeProperties.$inferSelect;

/** A property, and what of it is active where, read at one moment. */
export type FoundProperty = { property: PropertyRecord; active: ActiveRecord[] };

/** A name that leads to a property; with a bucket, to that bucket of it. */
export type NamedHost = { hostname: string; bucket: string | null };
