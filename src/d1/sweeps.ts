import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import type { SweepJob } from '../contract/sweeps.ts';
import type { Database } from './database.ts';
import { sweeps } from './schema.ts';

export type SweepRecord = typeof sweeps.$inferSelect;
export type SweepStore = ReturnType<typeof createSweepStore>;

/** One row a run of a job: written when it begins, so that a run that was killed shows, and again when it ends. */
export function createSweepStore(db: Database) {
  return failingAsStorage('sweeps', {
    begin: async (run: { job: SweepJob; startedBy: string; startedAt: number }): Promise<number> => {
      const [row] = await db
        .insert(sweeps)
        .values({ ...run, counts: {} })
        .returning({ id: sweeps.id });
      return row?.id ?? 0;
    },
    end: async (id: number, ending: Pick<SweepRecord, 'endedAt' | 'counts' | 'error'>): Promise<void> => {
      await db.update(sweeps).set(ending).where(eq(sweeps.id, id));
    },
    find: async (id: number): Promise<SweepRecord | null> => {
      const [row] = await db.select().from(sweeps).where(eq(sweeps.id, id));
      return row ?? null;
    },
    list: (job: SweepJob | undefined, beforeId: number, limit: number) => pageQuery(db, job, beforeId, limit),
    /** Forgets runs that began before a second, at most `limit`. */
    prune: async (startedBefore: number, limit: number): Promise<number> => {
      const old = db.select({ id: sweeps.id }).from(sweeps).where(lt(sweeps.startedAt, startedBefore)).limit(limit);
      return (await db.delete(sweeps).where(inArray(sweeps.id, old)).returning({ id: sweeps.id })).length;
    },
  });
}

/** Runs, latest first. */
export function pageQuery(db: Database, job: SweepJob | undefined, beforeId: number, limit: number) {
  return db
    .select()
    .from(sweeps)
    .where(and(lt(sweeps.id, beforeId), job === undefined ? undefined : eq(sweeps.job, job)))
    .orderBy(desc(sweeps.id))
    .limit(limit);
}
