import { and, eq, isNull, lt } from 'drizzle-orm';
import type { TokenType } from '../../contract/token-types.ts';
import type { Database } from '../database.ts';
import { tokens } from '../schema.ts';
import { type TokenRecord, toRecord } from './record.ts';

/** Tokens of a type that are neither ended nor disabled and were last active before a day: a range of an index. */
export async function listIdle(
  db: Database,
  type: TokenType,
  beforeDay: number,
  limit: number,
): Promise<TokenRecord[]> {
  return (await idleQuery(db, type, beforeDay, limit)).map(toRecord);
}

/** The statement behind {@link listIdle}; apart, so that a test can ask SQLite for its plan. */
export function idleQuery(db: Database, type: TokenType, beforeDay: number, limit: number) {
  return db
    .select()
    .from(tokens)
    .where(
      and(eq(tokens.type, type), isNull(tokens.revokedAt), isNull(tokens.disabledAt), lt(tokens.activeDay, beforeDay)),
    )
    .orderBy(tokens.activeDay)
    .limit(limit);
}
