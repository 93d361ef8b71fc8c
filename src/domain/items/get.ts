import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Item, ItemStore } from '../../kv/items.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { locate, type Place } from './locate.ts';

/** Finds an item. One KV read and nothing else: D1 is not asked whether the place exists. */
export async function getItem(
  deps: { items: Pick<ItemStore, 'get'> },
  token: TokenCopy,
  place: Place,
  key: string,
): Promise<Result<Item, Denial>> {
  const space = locate(token, place);
  if (!space.ok) return space;
  const item = await deps.items.get(space.value, key);
  return item ? ok(item) : deny({ reason: 'not_found' });
}
