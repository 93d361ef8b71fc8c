import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createChunkSieve } from '../../../src/crypto/sigv4/chunks.ts';
import { frameBody, framedBytes, readTrailer, takesTrailers } from '../../../src/domain/s3/trailer.ts';

const NAMES = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'].map((name) => `x-amz-checksum-${name}`);

async function framed(pieces: Uint8Array[], name: string): Promise<{ bytes: Uint8Array; said: number }> {
  const lengthBytes = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const trailer = readTrailer(name, lengthBytes);
  if (trailer === null) throw new Error(`no trailer: ${name}`);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const bytes = new Uint8Array(await new Response(body.pipeThrough(frameBody(trailer))).arrayBuffer());
  return { bytes, said: framedBytes(trailer) };
}

it('whatever pieces a body comes in, it is framed to the length that was said, and reads back the same', async () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.constantFrom(...NAMES), async (sizes, name) => {
      const body = sizes.map((size, at) => new Uint8Array(size).fill(at + 1));
      const { bytes, said } = await framed(body, name);
      expect(bytes.byteLength).toBe(said);
      const decodedBytes = sizes.reduce((sum, size) => sum + size, 0);
      const sieve = createChunkSieve({ key: null, trailers: [name], decodedBytes });
      const out: Uint8Array[] = [];
      sieve.push(bytes, (span) => out.push(span.slice()));
      sieve.end();
      expect(Buffer.concat(out).equals(Buffer.concat(body))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('AWS gets the checksum that it wants of each part; others get the body as it is', () => {
  expect(takesTrailers('https://s3.eu-central-1.amazonaws.com')).toBe(true);
  expect(takesTrailers('https://photos.s3.amazonaws.com/')).toBe(true);
  expect(takesTrailers('https://s3.cn-north-1.amazonaws.com.cn')).toBe(true);
  expect(takesTrailers('https://amazonaws.com.example')).toBe(false);
  expect(takesTrailers('https://notamazonaws.com')).toBe(false);
  expect(takesTrailers('https://storage.googleapis.com')).toBe(false);
  expect(readTrailer('x-amz-checksum-made-up', 1)).toBeNull();
  expect(readTrailer(null, 1)).toBeNull();
});
