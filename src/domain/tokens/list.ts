import { z } from 'zod';
import { parseExpiry } from '../../contract/expiry.ts';
import { parseId } from '../../contract/ids.ts';
import { text } from '../../contract/text.ts';
import { TOKEN_SORTS } from '../../contract/token-types.ts';
import type { ListTokensQuery } from '../../contract/tokens.ts';
import type { TokenFilter } from '../../d1/tokens/filter.ts';
import type { After } from '../../d1/tokens/list.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import type { TokenStore } from '../../d1/tokens.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { visibilityOf } from './visibility.ts';

export type ListDeps = { tokens: Pick<TokenStore, 'list' | 'count'>; nowMs: number };
/** `total` is null where the caller did not want it counted. */
export type TokenPage = { items: TokenRecord[]; total: number | null; nextCursor: string | null };

/** What of a query says which tokens are meant. */
type Wanted = Omit<ListTokensQuery, 'sort' | 'limit' | 'cursor' | 'count'>;

/** A cursor is where a page ended: the sort it belongs to, the last row's sort value and id. */
const Cursor = z.tuple([z.enum(TOKEN_SORTS), z.union([text(100), z.number()]), z.number()]);

/**
 * One page of the tokens that the caller may see, and how many the filter matches in all. Expired and revoked ones are gone at once, also from the
 * total, unless `status` asks for them.
 */
export async function listTokens(
  deps: ListDeps,
  caller: Caller,
  query: ListTokensQuery,
): Promise<Result<TokenPage, Denial>> {
  const filter = readFilter(query, caller, Math.floor(deps.nowMs / 1000));
  if (!filter.ok) return filter;
  const after = readCursor(query);
  if (!after.ok) return after;
  const page = { sort: query.sort, limit: query.limit, after: after.value };
  const [{ items, next }, total] = await Promise.all([
    deps.tokens.list(filter.value, page),
    query.count === 'false' ? null : deps.tokens.count(filter.value),
  ]);
  return ok({ items, total, nextCursor: next && encodeCursor([query.sort, next.value, next.id]) });
}

/** The filter of a query, within what the caller may see. */
export function readFilter(query: Wanted, caller: Caller, nowSeconds: number): Result<TokenFilter, Denial> {
  const { q: search, type, project, environment, namespace, status } = query;
  if (search !== undefined && [...search].length < 3) {
    return deny({ reason: 'invalid', field: 'q', message: 'must be at least 3 characters' });
  }
  const ownerId = query.owner === undefined ? undefined : parseId('usr', query.owner);
  if (ownerId === null) return deny({ reason: 'invalid', field: 'owner', message: 'must be a user id, usr_…' });
  const expiring = query.expiringBefore === undefined ? null : parseExpiry(query.expiringBefore, nowSeconds);
  if (expiring?.kind === 'invalid' || expiring?.kind === 'never') {
    return deny({ reason: 'invalid', field: 'expiringBefore', message: 'must be a time, a date or a duration' });
  }
  return ok({
    nowSeconds,
    visible: visibilityOf(principalOf(caller.token)),
    search,
    type,
    project,
    environment,
    namespace,
    ownerId,
    status,
    expiringBefore: expiring?.seconds,
    unused: query.unused === 'true',
    overlapping: query.overlapping === 'true',
  });
}

function readCursor({ cursor, sort }: ListTokensQuery): Result<After | null, Denial> {
  if (cursor === undefined) return ok(null);
  const read = Cursor.safeParse(decodeCursor(cursor));
  if (read.success && read.data[0] === sort) return ok({ value: read.data[1], id: read.data[2] });
  return deny({ reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of a list with the same sort' });
}
