import { and, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { LAST_ID } from '../../contract/notices.ts';
import { type Database, lostTheRace, stopUnlessChanged } from '../database.ts';
import { notifications, tokens, users, watermarks } from '../schema.ts';
import { type Owed, owe } from './record.ts';
import { advance, type Round, type Watermark } from './watermarks.ts';

/** A token that crossed a threshold, with what decides who is told. */
export type Crossing = Awaited<ReturnType<typeof crossingsQuery>>[number];

/**
 * The tokens with an end after a watermark and up to a second, in order. The rest of the watermark's own second is asked
 * for apart: as one range, `(expires_at, id) > (?, ?)`, SQLite begins each page at the first token of that second, and
 * whole years of tokens may end at one midnight.
 */
export async function findCrossings(db: Database, after: Watermark, upTo: number, limit: number): Promise<Crossing[]> {
  const rest = after.id === LAST_ID ? [] : await restQuery(db, after, limit);
  if (rest.length === limit) return rest;
  return [...rest, ...(await laterQuery(db, after.at, upTo, limit - rest.length))];
}

function restQuery(db: Database, { at, id }: Watermark, limit: number) {
  return crossingsQuery(db, and(eq(tokens.expiresAt, at), gt(tokens.id, id)), limit);
}

function laterQuery(db: Database, at: number, upTo: number, limit: number) {
  return crossingsQuery(db, and(gt(tokens.expiresAt, at), lte(tokens.expiresAt, upTo)), limit);
}

/** What was exchanged lives for minutes, and its holder knows. */
const NOT_EXCHANGED = and(isNull(tokens.parentId), isNull(tokens.trustId));

function crossingsQuery(db: Database, range: SQL | undefined, limit: number) {
  return db
    .select({
      id: tokens.id,
      name: tokens.name,
      type: tokens.type,
      projects: tokens.projects,
      environments: tokens.environments,
      grants: tokens.grants,
      allowedIps: tokens.allowedIps,
      allowedOrigins: tokens.allowedOrigins,
      s3: tokens.s3,
      expiresAt: tokens.expiresAt,
      issuedAt: tokens.issuedAt,
      disabledAt: tokens.disabledAt,
      owner: { id: users.id, name: users.name, email: users.email, disabledAt: users.disabledAt },
    })
    .from(tokens)
    .leftJoin(users, eq(users.id, tokens.ownerId))
    .where(and(isNull(tokens.revokedAt), NOT_EXCHANGED, range))
    .orderBy(tokens.expiresAt, tokens.id)
    .limit(limit);
}

export type CrossingsStep = { name: string; from: Watermark; to: Watermark; round: Round; owed: Owed[]; at: number };

/**
 * Moves a walk on and, in the same batch, owes what was found on the way. `lost_race` when another run was there first
 * or has closed the round: nothing is owed then, and the walk is to be read again.
 */
export async function commitCrossings(db: Database, step: CrossingsStep): Promise<'done' | 'lost_race'> {
  const owing = step.owed.length > 0 ? owe(db, digestOf(step.round), 'gathering', step.owed, step.at) : [];
  return unlessLost(db.batch([advance(db, step), stopUnlessChanged(db), ...owing]));
}

/**
 * Lets what a round has gathered go out; the next round begins. Does nothing where nothing was gathered, or where
 * another run has closed the round before.
 */
export async function closeRound(db: Database, round: Round, nowSeconds: number): Promise<void> {
  const ofRound = eq(notifications.digest, digestOf(round));
  const isOpen = and(eq(watermarks.name, round.name), eq(watermarks.at, round.number));
  const open = db.select({ at: watermarks.at }).from(watermarks).where(isOpen);
  const gathered = db.select({ id: notifications.id }).from(notifications).where(ofRound);
  await db.batch([
    db
      .update(notifications)
      .set({ status: 'pending', nextAttemptAt: nowSeconds })
      .where(and(ofRound, eq(notifications.status, 'gathering'), sql`exists ${open}`)),
    db
      .update(watermarks)
      .set({ at: round.number + 1 })
      .where(and(isOpen, sql`exists ${gathered}`)),
  ]);
}

function digestOf(round: Round): string {
  return `${round.name}:${round.number}`;
}

/** Runs a batch that may be stopped because somebody else was quicker. */
export async function unlessLost(batch: Promise<unknown>): Promise<'done' | 'lost_race'> {
  try {
    await batch;
    return 'done';
  } catch (error) {
    if (lostTheRace(error)) return 'lost_race';
    throw error;
  }
}
