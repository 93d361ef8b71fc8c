import { and, between, eq, inArray, lt, sql } from 'drizzle-orm';
import { failingAsStorage } from '../contract/storage-error.ts';
import { boundTo, type Database } from './database.ts';
import { requestCounts } from './schema.ts';

/** How often requests of an hour, counted from 1970, had an outcome. */
export type OutcomeCount = { hour: number; outcome: string; count: number };

export type RequestStore = ReturnType<typeof createRequestStore>;

/** Requests with tokens, counted by hour, project and outcome; `tokens.foldUses` adds to them. */
export function createRequestStore(db: Database) {
  const bound = boundTo(db);
  return failingAsStorage('requests', {
    list: bound(list),
    prune: bound(prune),
  });
}

/** What became of the requests of some hours, earliest first: of one project, or of all that there were. */
async function list(db: Database, from: number, through: number, project: string | undefined): Promise<OutcomeCount[]> {
  return project === undefined ? everywhereQuery(db, from, through) : projectQuery(db, from, through, project);
}

/** The statements behind `list`; apart, so that a test can ask SQLite for their plans. */
export function everywhereQuery(db: Database, from: number, through: number) {
  const { hour, outcome, count } = requestCounts;
  return db
    .select({ hour, outcome, count: sql<number>`sum(${count})` })
    .from(requestCounts)
    .where(between(hour, from, through))
    .groupBy(hour, outcome)
    .orderBy(hour);
}

/** A seek for each hour: what other projects had in between is not read. */
export function projectQuery(db: Database, from: number, through: number, project: string) {
  const { hour, outcome, count } = requestCounts;
  const hours = JSON.stringify(Array.from({ length: through - from + 1 }, (_, at) => from + at));
  return db
    .select({ hour, outcome, count })
    .from(requestCounts)
    .where(and(inArray(hour, sql`(select value from json_each(${hours}))`), eq(requestCounts.project, project)))
    .orderBy(hour);
}

/** Forgets counts of before an hour, at most `limit`. */
async function prune(db: Database, beforeHour: number, limit: number): Promise<number> {
  return (await pruneQuery(db, beforeHour, limit)).length;
}

export function pruneQuery(db: Database, beforeHour: number, limit: number) {
  const { hour, project, outcome } = requestCounts;
  const old = db.select({ hour, project, outcome }).from(requestCounts).where(lt(hour, beforeHour)).limit(limit);
  return db.delete(requestCounts).where(sql`(${hour}, ${project}, ${outcome}) in ${old}`).returning({ hour });
}
