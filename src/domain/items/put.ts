import { MAX_ITEM_BYTES } from '../../contract/places.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ItemStore, Upload } from '../../kv/items.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { locate, type Place, refuseMissing } from './locate.ts';

type Deps = { items: Pick<ItemStore, 'put'>; places: Pick<PlaceStore, 'findSpace'> };

const TOO_LARGE: Denial = { reason: 'too_large', limitBytes: MAX_ITEM_BYTES };

/**
 * Writes an item as it streams in, to vanish after the namespace's retention. Denies with `too_large` before anything
 * is read where the length was told, else at the first byte too many; the item is then what it was before.
 */
export async function putItem(
  deps: Deps,
  token: TokenCopy,
  place: Place,
  key: string,
  upload: Upload,
): Promise<Result<null, Denial>> {
  const space = locate(token, place);
  if (!space.ok) return space;
  if (upload.bytes !== null && upload.bytes > MAX_ITEM_BYTES) return deny(TOO_LARGE);
  const found = await deps.places.findSpace(space.value);
  const missing = refuseMissing(found, space.value);
  if (missing) return deny(missing);
  const stored = await deps.items.put(space.value, key, upload, found.namespace?.retentionDays ?? 0, MAX_ITEM_BYTES);
  switch (stored) {
    case 'stored':
      return ok(null);
    case 'too_large':
      return deny(TOO_LARGE);
    case 'broken':
      return deny({ reason: 'invalid', field: 'body', message: 'broke off, or is not as long as Content-Length says' });
  }
}

/** What an item's `Content-Type` may be; a sender that names none means bytes. */
const VISIBLE = /^[\x20-\x7e]{1,128}$/;

/** The content type that an item is kept with. */
export function readContentType(header: string | undefined): Result<string, Denial> {
  if (header === undefined || header === '') return ok('application/octet-stream');
  if (VISIBLE.test(header)) return ok(header);
  return deny({ reason: 'invalid', field: 'Content-Type', message: 'must be at most 128 visible ASCII characters' });
}
