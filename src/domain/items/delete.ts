import type { TokenCopy } from '../../contract/token-copy.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ItemStore } from '../../kv/items.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { locate, type Place, refuseMistyped } from './locate.ts';

type Deps = { items: Pick<ItemStore, 'delete'>; places: Pick<PlaceStore, 'findSpace'> };

/** Deletes an item. That there was none is no error. */
export async function deleteItem(
  deps: Deps,
  token: TokenCopy,
  place: Place,
  key: string,
): Promise<Result<null, Denial>> {
  const space = locate(token, place);
  if (!space.ok) return space;
  const mistyped = await refuseMistyped(deps, token, space.value);
  if (mistyped) return deny(mistyped);
  await deps.items.delete(space.value, key);
  return ok(null);
}
