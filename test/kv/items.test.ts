import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
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
});
