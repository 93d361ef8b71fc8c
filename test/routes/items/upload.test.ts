import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_ITEM_BYTES } from '../../../src/contract/places.ts';
import { createTestApp, outcome, setUpAdmin } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';

const test = createTestApp();
let admin = '';
const at = (key: string) => `/v1/projects/web/namespaces/a/items/${key}?environment=staging`;
const put = (key: string, body: BodyInit, headers: Record<string, string> = {}) =>
  test.call('PUT', at(key), { token: admin, body, headers });

/** A body of so many bytes in chunks that differ, whose length nobody tells. */
function bodyOf(bytes: number, chunkBytes = 100_000): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(chunkBytes, bytes - sent);
      if (size === 0) return controller.close();
      controller.enqueue(new Uint8Array(size).fill((sent / chunkBytes) % 251));
      sent += size;
    },
  });
}

async function digestOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const digest = new crypto.DigestStream('SHA-256');
  await body?.pipeTo(digest);
  return new Uint8Array(await digest.digest).join();
}

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web', ['a']);
});

describe('a large item', () => {
  it.each([
    ['told', { 'Content-Length': '20000000' }],
    ['not told', {}],
  ])('of 20 MB is streamed in and out unharmed, its length %s', async (_, headers) => {
    expect(await outcome(await put('large', bodyOf(20_000_000), headers))).toBe('204');
    const response = await test.call('GET', at('large'), { token: admin });
    expect(await digestOf(response.body)).toBe(await digestOf(bodyOf(20_000_000)));
  });

  it('may have 25 MiB', async () => {
    expect(await outcome(await put('full', bodyOf(MAX_ITEM_BYTES)))).toBe('204');
  });

  it('of one byte more is refused, its length not told, and what was there before stays', async () => {
    await put('kept', 'before');
    expect(await outcome(await put('kept', bodyOf(MAX_ITEM_BYTES + 1)))).toBe('413 payload_too_large');
    expect(await (await test.call('GET', at('kept'), { token: admin })).text()).toBe('before');
  });

  it.each([String(MAX_ITEM_BYTES + 1), '9'.repeat(400)])(
    'is refused unread when its length is told as %s',
    async (length) => {
      let pulled = 0;
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(10));
          },
        },
        { highWaterMark: 0 },
      );
      expect(await outcome(await put('kept', body, { 'Content-Length': length }))).toBe('413 payload_too_large');
      expect(pulled).toBe(0);
    },
  );

  it.each(['-1', '1.5', 'x', '4, 4', '0x10'])('whose length is told as %s is measured instead', async (length) => {
    expect(await outcome(await put('odd', 'odd', { 'Content-Length': length }))).toBe('204');
  });

  it.each(['1', '100'])(
    'that is not as long as it says (%s) is refused, and what was there before stays',
    async (length) => {
      await put('kept', 'before');
      expect(await outcome(await put('kept', bodyOf(10, 5), { 'Content-Length': length }))).toBe('400 invalid_request');
      expect(await (await test.call('GET', at('kept'), { token: admin })).text()).toBe('before');
    },
  );
});
