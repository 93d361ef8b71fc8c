import { z } from 'zod';
import { formatInstant } from '../../contract/expiry.ts';
import type { ItemList, ListItemsQuery } from '../../contract/places.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ItemStore } from '../../kv/items.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { locate, refuseMistyped } from './locate.ts';

type Deps = { items: Pick<ItemStore, 'list'>; places: Pick<PlaceStore, 'findSpace'> };

/** KV's own cursor, wrapped: what was never one of ours does not get as far as KV. */
const Cursor = z.tuple([z.string().regex(/^[\x21-\x7e]{1,1024}$/)]);
const WRONG_CURSOR: Denial = { reason: 'invalid', field: 'cursor', message: 'must be the nextCursor of such a list' };

/** One page of a namespace's keys, in order of their bytes. There is no total: KV does not count. */
export async function listItems(
  deps: Deps,
  token: TokenCopy,
  named: { project: string; namespace: string },
  query: ListItemsQuery,
): Promise<Result<ItemList, Denial>> {
  const space = locate(token, { ...named, environment: query.environment });
  if (!space.ok) return space;
  const cursor = query.cursor === undefined ? null : Cursor.safeParse(decodeCursor(query.cursor));
  if (cursor?.success === false) return deny(WRONG_CURSOR);
  const mistyped = await refuseMistyped(deps, token, space.value);
  if (mistyped) return deny(mistyped);
  const page = await deps.items.list(space.value, query.prefix ?? '', query.limit, cursor?.data[0] ?? null);
  if (!page) return deny(WRONG_CURSOR);
  const items = page.entries.map(({ key, contentType, expiresAt }) => {
    return { key, contentType, expires: expiresAt === null ? null : formatInstant(expiresAt) };
  });
  return ok({ items, nextCursor: page.nextCursor === null ? null : encodeCursor([page.nextCursor]) });
}
