import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { StorageError } from '../../src/contract/storage-error.ts';
import { createItemStore } from '../../src/kv/items.ts';

const store = createItemStore(env.ITEMS);
const space = { environment: 'staging', project: 'web', namespace: 'a' };
const TYPE = 'text/plain';
const MAX = 25 * 1024 * 1024;

function bodyOf(...chunks: (string | Error)[]): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const next = left.shift();
      if (next === undefined) controller.close();
      else if (typeof next === 'string') controller.enqueue(new TextEncoder().encode(next));
      else controller.error(next);
    },
  });
}

/** A KV whose writes fail before they have read anything. */
function refusing(message: string) {
  const put = () => Promise.reject(new Error(message));
  return createItemStore({ ...env.ITEMS, put });
}

function put(key: string, body: ReadableStream<Uint8Array> | null, bytes: number | null) {
  return store.put(space, key, { body, bytes, contentType: TYPE }, 0, MAX);
}

async function read(key: string): Promise<string | null> {
  const item = await store.get(space, key);
  return item && new Response(item.body).text();
}

describe('writing', () => {
  it.each([null, 6])('keeps a body that comes in chunks, its length told as %s', async (bytes) => {
    expect(await put('chunks', bodyOf('one', 'two'), bytes)).toBe('stored');
    expect(await read('chunks')).toBe('onetwo');
  });

  it.each([null, 0])('keeps an empty body, its length told as %s', async (bytes) => {
    expect(await put('empty-stream', bodyOf(), bytes)).toBe('stored');
    expect(await put('no-stream', null, bytes)).toBe('stored');
    expect([await read('empty-stream'), await read('no-stream')]).toEqual(['', '']);
  });

  it('keeps a body of exactly the most bytes', async () => {
    expect(await put('full', bodyOf('x'.repeat(MAX)), null)).toBe('stored');
    expect(await read('full')).toHaveLength(MAX);
  });

  const faults: [string, () => ReadableStream<Uint8Array>, number | null, string][] = [
    ['of one byte too many', () => bodyOf('x'.repeat(MAX), 'y'), null, 'too_large'],
    ['of one byte too many in one chunk', () => bodyOf('x'.repeat(MAX + 1)), null, 'too_large'],
    ['that never ends', () => bodyOf(...Array.from({ length: 500 }, () => 'x'.repeat(100_000))), null, 'too_large'],
    ['longer than told', () => bodyOf('abc', 'def'), 5, 'broken'],
    ['shorter than told', () => bodyOf('abc'), 5, 'broken'],
    ['that is empty but told to have bytes', () => bodyOf(), 5, 'broken'],
    ['that fails in the middle', () => bodyOf('abc', new Error('gone')), null, 'broken'],
    ['that fails in the middle, its length told', () => bodyOf('abc', new Error('gone')), 6, 'broken'],
    ['that fails at once', () => bodyOf(new Error('gone')), 6, 'broken'],
  ];

  it.each(faults)('keeps nothing of a body %s, and what was there before stays', async (_, body, bytes, outcome) => {
    await put('before', bodyOf('the old value'), null);
    expect(await put('before', body(), bytes)).toBe(outcome);
    expect(await put('nothing-before', body(), bytes)).toBe(outcome);
    expect([await read('before'), await read('nothing-before')]).toEqual(['the old value', null]);
  });

  const endless = () => bodyOf(...Array.from({ length: 100 }, () => 'x'.repeat(100_000)));
  const upload = (body: ReadableStream<Uint8Array> | null) => ({ body, bytes: null, contentType: TYPE });

  it('is a storage failure when KV takes no more writes of a key, and does not wait for the body', async () => {
    const busy = refusing('KV PUT failed: 429 Too Many Requests');
    await expect(busy.put(space, 'busy', upload(endless()), 0, MAX)).rejects.toThrow(StorageError);
    await expect(busy.put(space, 'busy', upload(null), 0, MAX)).rejects.toThrow(StorageError);
  });

  it('is too large when KV finds it so', async () => {
    const small = refusing('KV PUT failed: 413 Payload Too Large');
    expect(await small.put(space, 'large', upload(endless()), 0, MAX)).toBe('too_large');
  });
});

describe('listing', () => {
  it('never shows keys of namespace a in ab, or of another project or environment', async () => {
    const spaces = [
      { ...space, namespace: 'n' },
      { ...space, namespace: 'n2' },
      { ...space, namespace: 'n', project: 'web2' },
      { ...space, namespace: 'n', environment: 'staging2' },
    ];
    for (const [index, each] of spaces.entries()) {
      await store.put(each, `key-${index}`, { body: null, bytes: 0, contentType: TYPE }, 0, MAX);
    }
    const pages = await Promise.all(spaces.map((each) => store.list(each, '', 10, null)));
    expect(pages.map((page) => page?.entries.map(({ key }) => key))).toEqual([
      ['key-0'],
      ['key-1'],
      ['key-2'],
      ['key-3'],
    ]);
  });

  it('shows nothing of another namespace, whatever cursor it is given', async () => {
    const other = { ...space, namespace: 'zz' };
    const mine = { ...space, namespace: 'm' };
    for (const key of ['1', '2', '3']) {
      await store.put(other, key, { body: null, bytes: 0, contentType: TYPE }, 0, MAX);
      await store.put(mine, key, { body: null, bytes: 0, contentType: TYPE }, 0, MAX);
    }
    const foreign = await store.list(other, '', 1, null);
    const page = await store.list(mine, '', 10, foreign?.nextCursor ?? 'none');
    expect(page?.entries.every(({ key }) => ['1', '2', '3'].includes(key))).toBe(true);
  });

  it('answers null for a cursor that KV refuses', async () => {
    const list = () => Promise.reject(new Error('KV GET failed: 400 Bad Request'));
    const picky = createItemStore({ ...env.ITEMS, list });
    expect(await picky.list(space, '', 10, 'wrong')).toBeNull();
    await expect(picky.list(space, '', 10, null)).rejects.toThrow(StorageError);
  });

  it('knows whether a namespace or an environment holds anything', async () => {
    await store.put({ ...space, environment: 'held' }, 'x', { body: null, bytes: 0, contentType: TYPE }, 0, MAX);
    expect(await store.holdsAny({ ...space, environment: 'held' })).toBe(true);
    expect(await store.holdsAny({ ...space, environment: 'held', namespace: 'b' })).toBe(false);
    expect(await store.holdsAnyOfEnvironment('held')).toBe(true);
    expect(await store.holdsAnyOfEnvironment('hel')).toBe(false);
  });
});
