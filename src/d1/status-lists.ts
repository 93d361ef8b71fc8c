import { desc, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { statusLists } from './schema.ts';
import { findInvalid, findNextEnd } from './status-lists/invalid.ts';

export type StatusListStore = ReturnType<typeof createStatusListStore>;

/** Where the statuses of signed tokens stand. What they are is read from the tokens themselves. */
export function createStatusListStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('status lists', {
    /** The list that new statuses are drawn from. */
    newest: bound(newestList),
    findFree: bound(findFree),
    open: bound(openList),
    findInvalid: bound(findInvalid),
    findNextEnd: bound(findNextEnd),
  });
}

async function newestList(db: Database): Promise<number> {
  const [row] = await db.select().from(statusLists).orderBy(desc(statusLists.number)).limit(1);
  return row?.number ?? 1;
}

/** The first of the candidates that nobody has in the list opened last; null where all are taken. */
async function findFree(db: Database, candidates: readonly number[]): Promise<{ list: number; index: number | null }> {
  const [row] = await db.all<{ list: number; index: number | null }>(sql`
    select l.number as list, (
      select value from json_each(${JSON.stringify(candidates)})
      where not exists (select 1 from secrets where status_list = l.number and status_index = value) limit 1
    ) as "index"
    from status_lists l order by l.number desc limit 1`);
  return row ?? { list: 1, index: null };
}

/** Opens the list after `full`, unless somebody has. */
async function openList(db: Database, full: number, at: number): Promise<void> {
  await db
    .insert(statusLists)
    .values({ number: full + 1, openedAt: at })
    .onConflictDoNothing();
}
