import type { shares } from '../schema.ts';

/** A link as the truth has it: the digest of its code, never the code. */
export type ShareRecord = typeof shares.$inferSelect;
