import { failingAsStorage } from '../contract/storage-error.ts';
import { environmentPrefix, type ItemSpace, itemSpacePrefix } from './keys.ts';

/**
 * What namespaces hold. KV is the only place of an item, with KV's own promise: a write is visible elsewhere after
 * "60 seconds or more", in lists too, and two writers of one key race, the last one wins. KV takes one write a second
 * and key. On a miss there is no such item.
 */
export type ItemStore = ReturnType<typeof createItemStore>;

type Metadata = { contentType: string };
export type Item = { body: ReadableStream; contentType: string | null };
export type ItemEntry = { key: string; contentType: string | null; expiresAt: number | null };
export type ItemPage = { entries: ItemEntry[]; nextCursor: string | null };

/** An item on its way in; `bytes` is what its sender says that it has, null when it does not say. */
export type Upload = { body: ReadableStream<Uint8Array> | null; bytes: number | null; contentType: string };
/** `too_large`: over `maxBytes`; `broken`: it ended early, failed, or was longer than it said. Nothing is kept then. */
export type Stored = 'stored' | 'too_large' | 'broken';

export function createItemStore(items: KVNamespace) {
  return failingAsStorage('items', {
    /** The item, its body streamed; null when there is none. */
    get: async (space: ItemSpace, key: string): Promise<Item | null> => {
      const found = await items.getWithMetadata<Metadata>(itemSpacePrefix(space) + key, 'stream');
      return found.value && { body: found.value, contentType: found.metadata?.contentType ?? null };
    },
    /** Writes an item as it streams in, to vanish after `retentionDays` unless that is 0. Never holds it whole. */
    put: (space: ItemSpace, key: string, upload: Upload, retentionDays: number, maxBytes: number) => {
      const { contentType } = upload;
      const options = {
        metadata: { contentType },
        ...(retentionDays > 0 && { expirationTtl: retentionDays * 86_400 }),
      };
      return putStreaming(upload, maxBytes, (body) => items.put(itemSpacePrefix(space) + key, body, options));
    },
    delete: (space: ItemSpace, key: string) => items.delete(itemSpacePrefix(space) + key),
    /** One page of keys, in order; `cursor` is KV's own. Null for a cursor that KV does not know. */
    list: async (space: ItemSpace, prefix: string, limit: number, cursor: string | null): Promise<ItemPage | null> => {
      const start = itemSpacePrefix(space);
      try {
        const page = await items.list<Metadata>({ prefix: start + prefix, limit, cursor });
        // A cursor is the caller's word: whatever KV makes of it, no key of another namespace leaves.
        const own = page.keys.filter(({ name }) => name.startsWith(start + prefix));
        return {
          entries: own.map((entry) => toEntry(entry, start)),
          nextCursor: page.list_complete ? null : page.cursor,
        };
      } catch (error) {
        if (cursor !== null && answered(error, 400)) return null;
        throw error;
      }
    },
    /** Whether a namespace holds anything in an environment, as far as this location's listing knows. */
    holdsAny: (space: ItemSpace) => holdsAny(items, itemSpacePrefix(space)),
    holdsAnyOfEnvironment: (environment: string) => holdsAny(items, environmentPrefix(environment)),
  });
}

function toEntry({ name, metadata, expiration }: KVNamespaceListKey<Metadata>, start: string): ItemEntry {
  return {
    key: name.slice(start.length),
    contentType: metadata?.contentType ?? null,
    expiresAt: expiration ?? null,
  };
}

async function holdsAny(items: KVNamespace, prefix: string): Promise<boolean> {
  return (await items.list({ prefix, limit: 1 })).keys.length > 0;
}

/** KV names the status of its answer in its errors: `KV PUT failed: 413 Payload Too Large`. */
function answered(error: unknown, status: number): boolean {
  return error instanceof Error && new RegExp(`^KV \\w+ failed: ${status}\\b`).test(error.message);
}

/** Hands a body to KV chunk by chunk, counting. */
async function putStreaming(
  { body, bytes }: Upload,
  maxBytes: number,
  put: (body: ReadableStream | string) => Promise<void>,
): Promise<Stored> {
  if (body === null) {
    await put('');
    return 'stored';
  }
  const { readable, writable } = new IdentityTransformStream();
  // By way of a stream of the platform's own, which reads into large buffers whatever the body is made of.
  const reader = body.pipeThrough(new IdentityTransformStream()).getReader({ mode: 'byob' });
  const writer = writable.getWriter();
  const pumping = pump(reader, writer, bytes, maxBytes).catch(() => null);
  try {
    await put(readable);
  } catch (error) {
    await Promise.allSettled([reader.cancel(error), writer.abort(error)]);
    const pumped = await pumping;
    if (pumped !== null && pumped !== 'stored') return pumped;
    if (answered(error, 413)) return 'too_large';
    throw error;
  }
  return (await pumping) ?? 'stored';
}

const CHUNK_BYTES = 64 * 1024;

/** Moves a body into a writer. Rejects when the writer takes no more. */
async function pump(
  reader: ReadableStreamBYOBReader,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  bytes: number | null,
  maxBytes: number,
): Promise<Stored> {
  let buffer = new Uint8Array(CHUNK_BYTES);
  for (let size = 0; ; ) {
    const chunk = await reader.read(buffer).catch(() => null);
    const sent = size;
    size += chunk?.value?.byteLength ?? 0;
    const unlike = bytes !== null && (size > bytes || (chunk?.done === true && size < bytes));
    if (chunk === null || unlike || size > maxBytes) {
      await spoil(writer, sent, maxBytes);
      return size > maxBytes ? 'too_large' : 'broken';
    }
    if (chunk.done) {
      await writer.close();
      return 'stored';
    }
    await writer.write(chunk.value);
    buffer = new Uint8Array(chunk.value.buffer);
  }
}

/**
 * Makes a body one that KV refuses, by its own limit. To break it off would not do: what breaks off may look as if it
 * had ended there (workerd's local KV stores it), and half a value would replace a whole one.
 */
async function spoil(writer: WritableStreamDefaultWriter<Uint8Array>, sent: number, maxBytes: number): Promise<void> {
  const filler = new Uint8Array(CHUNK_BYTES);
  for (let size = sent; size <= maxBytes; size += filler.byteLength) await writer.write(filler);
  await writer.close();
}
