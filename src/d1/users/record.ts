import type { users } from '../schema.ts';

/** A person as the truth has them. */
export type UserRecord = typeof users.$inferSelect;
