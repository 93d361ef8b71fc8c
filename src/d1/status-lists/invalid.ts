import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/** Why an entry is invalid; each is one walk by index: its cost grows with what is invalid, not with what is in the list. */
export const INVALID_KINDS = ['stopped', 'replaced', 'owner_disabled'] as const;
export type InvalidKind = (typeof INVALID_KINDS)[number];

export type InvalidPage = {
  list: number;
  kind: InvalidKind;
  nowSeconds: number;
  /** The last row of the page before; null: from the start. */
  after: InvalidRow | null;
  limit: number;
};
export type InvalidRow = { owner: number; major: number; minor: number; index: number };

/**
 * A page of a list's invalid entries: of tokens that were revoked or disabled, of secrets that a refresh has replaced, and
 * of tokens whose owner is disabled. What has ended by itself is not listed: expiry is judged before status.
 */
export function findInvalid(db: Database, page: InvalidPage): Promise<InvalidRow[]> {
  return db.all<InvalidRow>(invalidQuery(page));
}

/**
 * The statement behind {@link findInvalid}; apart, so that a test can ask SQLite for its plan. Each walk names its indexes:
 * statistics of another day must not make it one over the whole list.
 */
export function invalidQuery({ list, kind, nowSeconds, after, limit }: InvalidPage): SQL {
  const { owner, major, minor } = after ?? { owner: -1, major: -1, minor: -1 };
  switch (kind) {
    case 'stopped':
      return sql`select 0 as owner, t.id as major, s.number as minor, s.status_index as "index"
        from tokens t indexed by tokens_signed_stopped
          cross join secrets s indexed by secrets_by_token on s.token_id = t.id
        where t.signed_until is not null and (t.revoked_at is not null or t.disabled_at is not null)
          and t.signed_until > ${nowSeconds} and s.status_list = ${list} and t.id >= ${major}
          and (t.id, s.number) > (${major}, ${minor})
        order by t.id, s.number limit ${limit}`;
    case 'replaced':
      return sql`select 0 as owner, ends_at as major, status_index as minor, status_index as "index"
        from secrets where status_list = ${list} and ends_at is not null and ends_at <= ${nowSeconds}
          and (ends_at, status_index) > (${major}, ${minor})
        order by ends_at, status_index limit ${limit}`;
    case 'owner_disabled':
      return sql`select t.owner_id as owner, t.id as major, s.number as minor, s.status_index as "index"
        from users u cross join tokens t indexed by tokens_by_owner on t.owner_id = u.id
          cross join secrets s indexed by secrets_by_token on s.token_id = t.id
        where u.disabled_at is not null and u.id >= ${owner}
          and t.signed_until > ${nowSeconds} and s.status_list = ${list}
          and (u.id, t.id, s.number) > (${owner}, ${major}, ${minor})
        order by u.id, t.id, s.number limit ${limit}`;
  }
}

/** The second at which the next overlap in a list ends, after which one more entry is invalid; null: none will. */
export async function findNextEnd(db: Database, list: number, nowSeconds: number): Promise<number | null> {
  const { next } = await db.get<{ next: number | null }>(nextEndQuery(list, nowSeconds));
  return next;
}

/** The statement behind {@link findNextEnd}. */
export function nextEndQuery(list: number, nowSeconds: number): SQL {
  return sql`select min(ends_at) as next from secrets
    where status_list = ${list} and ends_at is not null and ends_at > ${nowSeconds}`;
}
