import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Database, stopUnlessChanged } from '../database.ts';
import { type AuditEvent, eventRow, tokenChanged } from '../journal.ts';
import { tokens } from '../schema.ts';
import { type TokenRecord, toRecord } from '../tokens/record.ts';
import type { MemberName } from './find.ts';

/** The live master token of a membership; null where there is none. */
export async function findMaster(db: Database, { project, userId }: MemberName): Promise<TokenRecord | null> {
  const [row] = await db
    .select()
    .from(tokens)
    .where(and(isMaster(project), eq(tokens.ownerId, userId), isNull(tokens.revokedAt)));
  return row ? toRecord(row) : null;
}

/** A master token that ends with its membership: as it was read, as it shall be, and the audit row. */
export type EndedMaster = { from: TokenRecord; to: TokenRecord; event: AuditEvent };

/** The statements that revoke a master token, if it still is as it was read. */
export function revocation(db: Database, { from, to, event }: EndedMaster) {
  const { version, revokedAt, revocationReason, overlapEndsAt } = to;
  return [
    db
      .update(tokens)
      .set({ version, revokedAt, revocationReason, overlapEndsAt })
      .where(and(eq(tokens.id, from.id), eq(tokens.version, from.version), isNull(tokens.revokedAt))),
    stopUnlessChanged(db),
    eventRow(db, event),
    ...tokenChanged(db, to.id, to.version, event.at),
  ] as const;
}

/** The statement that revokes every master token of a project. */
export function mastersRevoked(db: Database, project: string, at: number) {
  return db
    .update(tokens)
    .set({
      version: sql`${tokens.version} + 1`,
      revokedAt: at,
      revocationReason: 'affiliation_changed',
      overlapEndsAt: null,
    })
    .where(and(isMaster(project), isNull(tokens.revokedAt)));
}

function isMaster(project: string) {
  const facet = `project:${project}`;
  // Asked of one master token after the other: a project may have a million tokens of other types.
  const named = sql`exists (select 1 from token_facets where facet = ${facet} and token_id = ${tokens.id})`;
  return and(eq(tokens.type, 'master'), named);
}
