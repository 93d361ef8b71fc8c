import { sql } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';

/** D1, and the signature that goes into every audit row: SQL has no key to make one with. */
export type Database = DrizzleD1Database<Record<string, never>> & { signEvent: (content: string) => Uint8Array };

/**
 * Opens D1. Queries made outside a session always run on the primary (D1 read replication), so every read here is
 * what `first-primary` gives: fresh.
 */
export function openDatabase(binding: D1Database, signEvent: Database['signEvent']): Database {
  return Object.assign(drizzle(binding), { signEvent });
}

/** Hands a database to verbs that take it first: what is left is a store's method. */
export function boundTo(db: Database) {
  return <Args extends unknown[], Answer>(verb: (db: Database, ...args: Args) => Promise<Answer>) => {
    return (...args: Args) => verb(db, ...args);
  };
}

/**
 * Stops a batch, and so undoes all of it, unless the statement before it changed a row. The winner of a race commits;
 * the loser's batch fails with an error that {@link lostTheRace} knows.
 */
export function stopUnlessChanged(db: Database) {
  return db.run(sql`select json(iif(changes() > 0, 'null', 'nothing changed'))`);
}

/** Whether a batch was stopped by {@link stopUnlessChanged}. */
export function lostTheRace(error: unknown): boolean {
  return messageOf(error).includes('malformed JSON');
}

/** Whether a batch broke a UNIQUE or PRIMARY KEY rule of this column, such as `idempotency.key`. */
export function clashedOn(error: unknown, column: string): boolean {
  return messageOf(error).includes(`UNIQUE constraint failed: ${column}`);
}

/** The messages of an error and its causes: drizzle wraps what D1 throws. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return `${error.message} ${messageOf(error.cause)}`;
}
