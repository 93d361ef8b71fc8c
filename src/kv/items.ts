import { failingAsStorage } from '../contract/storage-error.ts';
import { type ItemSpace, itemSpacePrefix } from './keys.ts';

/**
 * What namespaces hold. KV is the only place of an item, with KV's own promise: a write is visible elsewhere after
 * "60 seconds or more", and two writers of one key race, the last one wins. On a miss there is no such item.
 */
export type ItemStore = ReturnType<typeof createItemStore>;

type Metadata = { contentType: string };
export type Item = { body: ReadableStream; contentType: string | null };
export type ItemEntry = { key: string; contentType: string | null; expiresAt: number | null };

export function createItemStore(items: KVNamespace) {
  return failingAsStorage('items', {
    /** The item, its body streamed; null when there is none. */
    get: async (space: ItemSpace, key: string): Promise<Item | null> => {
      const found = await items.getWithMetadata<Metadata>(itemSpacePrefix(space) + key, 'stream');
      return found.value && { body: found.value, contentType: found.metadata?.contentType ?? null };
    },
    /** Writes an item from a stream, to vanish after `retentionDays` unless that is 0. */
    put: async (
      space: ItemSpace,
      key: string,
      body: ReadableStream | null,
      contentType: string,
      retentionDays: number,
    ) => {
      const options = {
        metadata: { contentType },
        ...(retentionDays > 0 && { expirationTtl: retentionDays * 86_400 }),
      };
      await items.put(itemSpacePrefix(space) + key, body ?? '', options);
    },
    delete: (space: ItemSpace, key: string) => items.delete(itemSpacePrefix(space) + key),
    /** One page of keys, in order; `cursor` is KV's own. */
    list: async (space: ItemSpace, prefix: string, limit: number, cursor: string | null) => {
      const start = itemSpacePrefix(space);
      const page = await items.list<Metadata>({ prefix: start + prefix, limit, cursor });
      const entries = page.keys.map(
        ({ name, metadata, expiration }): ItemEntry => ({
          key: name.slice(start.length),
          contentType: metadata?.contentType ?? null,
          expiresAt: expiration ?? null,
        }),
      );
      return { entries, nextCursor: page.list_complete ? null : page.cursor };
    },
  });
}
