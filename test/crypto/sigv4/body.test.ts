import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBody, readBodyTerms } from '../../../src/crypto/sigv4/body.ts';
import { deriveSigningKey } from '../../../src/crypto/sigv4/canonical.ts';
import { checkSignature } from '../../../src/crypto/sigv4/check.ts';
import { createChecksum } from '../../../src/crypto/sigv4/checksums.ts';
import { BodyMismatch } from '../../../src/crypto/sigv4/chunks.ts';
import { readSignature } from '../../../src/crypto/sigv4/read.ts';
import { encodeChunks, REGION, signatureIn, signS3 } from '../../support/s3-sign.ts';
import { CHUNKED, CHUNKED_WITH_TRAILER, S3 } from './vectors.ts';

const PAIR = { accessKeyId: 'JTNEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const NOW_MS = Date.UTC(2036, 0, 1, 12);
const URL_PUT = 'https://s3.example.com/assets/a.bin';
const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const SIGNED_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

type Upload = { headers: Headers; body: Uint8Array<ArrayBuffer> };

/** An upload of chunks as a client sends it. */
async function upload(payload: string, chunks: Uint8Array[], checksum?: string): Promise<Upload> {
  const content = Buffer.concat(chunks);
  const announced = checksum === undefined ? {} : { 'x-amz-trailer': checksum };
  const asked = {
    method: 'PUT',
    url: URL_PUT,
    payload,
    headers: { 'x-amz-decoded-content-length': String(content.byteLength), ...announced },
  };
  const { headers } = await signS3(PAIR, asked, NOW_MS);
  const seed = {
    secretAccessKey: PAIR.secretAccessKey,
    amzDate: headers['x-amz-date'] ?? '',
    region: REGION,
    signature: signatureIn(headers.authorization ?? ''),
  };
  const trailer = checksum === undefined ? [] : [[checksum, sumOf(checksum, content)] as const];
  const body = encodeChunks(chunks, payload === UNSIGNED_TRAILER ? null : seed, trailer);
  return { headers: new Headers(headers), body };
}

/** The same for a body whose hash is signed. */
async function plainUpload(content: Uint8Array<ArrayBuffer>): Promise<Upload> {
  const { headers } = await signS3(PAIR, { method: 'PUT', url: URL_PUT, body: content }, NOW_MS);
  return { headers: new Headers(headers), body: content };
}

function sumOf(header: string, content: Uint8Array): string {
  const checksum = createChecksum(header);
  checksum?.update(content);
  return checksum?.end() ?? '';
}

function termsOf(
  headers: Headers,
  hasBody = true,
  { secret = PAIR.secretAccessKey, url = URL_PUT, nowMs = NOW_MS } = {},
) {
  const request = { method: 'PUT', url: new URL(url), headers, hasBody };
  const read = readSignature(request);
  if (!read.ok) throw new Error(read.denial.reason);
  const checked = checkSignature(
    read.value,
    deriveSigningKey('AWS4-HMAC-SHA256', secret, read.value.scope),
    request,
    nowMs,
  );
  if (!checked.ok) throw new Error(checked.denial.reason);
  return readBodyTerms(read.value, checked.value, request);
}

/** What came of a body sent in these pieces: all that was read of it, and how it ended. */
async function receive(headers: Headers, pieces: Uint8Array[], more?: Parameters<typeof termsOf>[2]) {
  const terms = termsOf(headers, true, more);
  if (!terms.ok) throw new Error(terms.denial.reason);
  const got: Uint8Array[] = [];
  try {
    for await (const piece of openBody(streamOf(pieces), terms.value)) got.push(piece.slice());
  } catch (error) {
    if (!(error instanceof BodyMismatch)) throw error;
    return { content: Buffer.concat(got), end: error.what };
  }
  return { content: Buffer.concat(got), end: 'whole' };
}

function streamOf(pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    pull: (controller) => {
      const next = left.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}

function cut(body: Uint8Array, at: number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => place % (body.byteLength + 1)), body.byteLength].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => body.slice(places[index], place));
}

function bytes(length: number, seed = 7): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) out[at] = (at * 31 + seed + (at >> 8)) & 255;
  return out;
}

describe("the examples of Amazon S3's documentation", () => {
  test.each([CHUNKED, CHUNKED_WITH_TRAILER])('$name', async (example) => {
    const { headers, signed, signature, chunks, trailer, trailerSignature } = example;
    const [first, second, last] = chunks;
    const behind = trailerSignature === null ? '' : `${trailer}x-amz-trailer-signature:${trailerSignature}\r\n`;
    const body = Buffer.from(
      `10000;chunk-signature=${first}\r\n${'a'.repeat(65_536)}\r\n` +
        `400;chunk-signature=${second}\r\n${'a'.repeat(1024)}\r\n0;chunk-signature=${last}\r\n${behind}\r\n`,
    );
    expect(body.byteLength).toBe(Number(headers['content-length']));
    const authorization = `AWS4-HMAC-SHA256 Credential=${S3.credential},SignedHeaders=${signed},Signature=${signature}`;
    const all = new Headers({ ...headers, 'x-amz-date': '20130524T000000Z', authorization });
    const where = { secret: S3.secretAccessKey, url: example.url, nowMs: S3.nowMs };
    expect(await receive(all, [body], where)).toEqual({ content: Buffer.alloc(66_560, 'a'), end: 'whole' });
    body[40_000] = 98;
    expect((await receive(all, [body], where)).end).toBe('chunk');
  });
});

const CHECKSUMS = ['crc32', 'crc32c', 'crc64nvme', 'md5', 'sha1', 'sha256', 'sha512'].map(
  (it) => `x-amz-checksum-${it}`,
);
const CHUNKS = [bytes(9000), bytes(8192, 3), bytes(100, 9)];
const CONTENT = Buffer.concat(CHUNKS);

describe('a body in chunks', () => {
  test.each([
    [SIGNED, undefined],
    ...CHECKSUMS.flatMap((checksum) => [
      [SIGNED_TRAILER, checksum],
      [UNSIGNED_TRAILER, checksum],
    ]),
  ] as [string, string | undefined][])('%s, %s: comes out whole however it is cut', async (payload, checksum) => {
    const { headers, body } = await upload(payload, CHUNKS, checksum);
    const asked = fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (at) => {
      expect(await receive(headers, cut(body, at))).toEqual({ content: CONTENT, end: 'whole' });
    });
    await fc.assert(asked, { numRuns: 10 });
    const small = await upload(payload, [bytes(100)], checksum);
    const single = Array.from(small.body, (byte) => Uint8Array.of(byte));
    expect(await receive(small.headers, single)).toEqual({ content: Buffer.from(bytes(100)), end: 'whole' });
  });

  test('comes out of a request, whose body is a stream of bytes', async () => {
    const { headers, body } = await upload(SIGNED_TRAILER, CHUNKS, 'x-amz-checksum-crc32');
    const request = new Request(URL_PUT, { method: 'PUT', body });
    const terms = termsOf(headers);
    if (!request.body || !terms.ok) throw new Error('there is no body');
    const opened = new Response(openBody(request.body, terms.value));
    expect(new Uint8Array(await opened.arrayBuffer())).toEqual(new Uint8Array(CONTENT));
    expect(terms.value.lengthBytes).toBe(CONTENT.byteLength);
  });

  test.each([
    [SIGNED, undefined],
    [SIGNED_TRAILER, 'x-amz-checksum-crc64nvme'],
    [UNSIGNED_TRAILER, 'x-amz-checksum-crc32'],
  ])('%s: never comes out whole when it was cut short, drawn out or changed', async (payload, checksum) => {
    const { headers, body } = await upload(payload, CHUNKS, checksum);
    const changes = fc.oneof(
      fc.nat({ max: body.byteLength - 1 }).map((at) => ({ how: 'short', body: body.slice(0, at) })),
      fc.tuple(fc.nat({ max: body.byteLength }), fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([at, extra]) => {
        return { how: 'longer', body: Buffer.concat([body.slice(0, at), extra, body.slice(at)]) };
      }),
      fc.tuple(fc.nat({ max: body.byteLength - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const changed = body.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        return { how: 'changed', body: changed };
      }),
    );
    const asked = fc.asyncProperty(changes, fc.array(fc.nat(), { maxLength: 3 }), async ({ body }, at) => {
      const { content, end } = await receive(headers, cut(body, at));
      // A size, and with it the space in the trailer, may be written in more than one way.
      if (end === 'whole') expect(content).toEqual(CONTENT);
      else expect(content.byteLength).toBeLessThan(CONTENT.byteLength);
    });
    await fc.assert(asked, { numRuns: 200 });
  });

  test('is refused with its chunks in another order, one twice or one left out', async () => {
    const chunks = [bytes(8192, 1), bytes(8192, 2), bytes(8192, 3)];
    const { headers, body } = await upload(SIGNED, chunks);
    const frame = 8192 + '2000;chunk-signature='.length + 64 + 4;
    const [first, second, third] = [0, 1, 2].map((n) => body.slice(n * frame, (n + 1) * frame));
    const end = body.slice(3 * frame);
    if (!first || !second || !third) throw new Error('there are three');
    expect((await receive(headers, [first, second, third, end])).end).toBe('whole');
    for (const order of [
      [second, first, third],
      [first, first, second],
      [first, third, second],
      [first, second],
    ]) {
      expect((await receive(headers, [...order, end])).end).not.toBe('whole');
    }
  });

  test('is refused with the chunks of another request', async () => {
    const one = await upload(SIGNED, [bytes(9000, 1)]);
    const other = await upload(SIGNED, [bytes(9000, 2)]);
    one.headers.set('x-amz-meta-a', 'b');
    const { headers } = await signS3(
      PAIR,
      {
        method: 'PUT',
        url: URL_PUT,
        payload: SIGNED,
        headers: { 'x-amz-decoded-content-length': '9000', 'x-amz-meta-a': 'b' },
      },
      NOW_MS,
    );
    expect((await receive(new Headers(headers), [other.body])).end).toBe('chunk');
  });

  test('is refused where a checksum is wrong, missing, another or there twice', async () => {
    const { headers, body } = await upload(UNSIGNED_TRAILER, [bytes(50)], 'x-amz-checksum-crc32');
    const text = Buffer.from(body).toString('latin1');
    const send = (from: RegExp | string, to: string) =>
      receive(headers, [Buffer.from(text.replace(from, to), 'latin1')]);
    const field = /x-amz-checksum-crc32:.*\r\n/;
    expect((await send(field, 'x-amz-checksum-crc32:AAAAAA==\r\n')).end).toBe('checksum');
    expect((await send(field, '')).end).toBe('chunk');
    expect((await send('crc32:', 'crc32c:')).end).toBe('checksum');
    expect((await send(field, `${field.exec(text)?.[0]}$&`)).end).toBe('chunk');
    expect((await send(field, `$&x-amz-meta-a:b\r\n`)).end).toBe('chunk');
    expect((await send(/(crc32:.*)\r\n/, '$1\n\r\n')).end).toBe('whole');
    expect((await send('32\r\n', '32;chunk-extension=1\r\n')).end).toBe('chunk');
  });

  test('is refused where the trailer of a signed one is signed otherwise, or not', async () => {
    const { headers, body } = await upload(SIGNED_TRAILER, [bytes(50)], 'x-amz-checksum-sha256');
    const text = Buffer.from(body).toString('latin1');
    const send = (from: RegExp, to: string) => receive(headers, [Buffer.from(text.replace(from, to), 'latin1')]);
    expect((await send(/trailer-signature:./, 'trailer-signature:x')).end).toBe('chunk');
    expect((await send(/x-amz-trailer-signature:.*\r\n/, '')).end).toBe('chunk');
  });

  test('is refused where it is longer or shorter than was said', async () => {
    for (const [said, what] of [
      ['49', 'length'],
      ['51', 'length'],
      ['0', 'length'],
    ] as const) {
      const headers = { 'x-amz-decoded-content-length': said, 'x-amz-trailer': 'x-amz-checksum-sha1' };
      const made = await signS3(PAIR, { method: 'PUT', url: URL_PUT, payload: UNSIGNED_TRAILER, headers }, NOW_MS);
      const body = encodeChunks([bytes(50)], null, [['x-amz-checksum-sha1', sumOf('x-amz-checksum-sha1', bytes(50))]]);
      expect((await receive(new Headers(made.headers), [body])).end).toBe(what);
    }
  });

  test('may be empty', async () => {
    const { headers, body } = await upload(SIGNED, []);
    expect(await receive(headers, [body])).toEqual({ content: Buffer.alloc(0), end: 'whole' });
  });

  test('is refused when it costs a signature every few bytes', async () => {
    const { headers, body } = await upload(SIGNED, [bytes(100), bytes(100)]);
    expect((await receive(headers, [body])).end).toBe('chunk');
  });

  test('is refused when a line of its frame does not end', async () => {
    const { headers } = await upload(SIGNED, [bytes(9000)]);
    const endless = Array.from({ length: 20 }, () => Buffer.alloc(1000, '0'));
    expect((await receive(headers, endless)).end).toBe('chunk');
  });
});

describe('a body whose hash was signed', () => {
  test('comes out whole', async () => {
    const { headers, body } = await plainUpload(bytes(200_000));
    expect(await receive(headers, cut(body, [1, 70_000, 199_999]))).toEqual({
      content: Buffer.from(body),
      end: 'whole',
    });
    const empty = await plainUpload(bytes(0));
    expect(await receive(empty.headers, [])).toEqual({ content: Buffer.alloc(0), end: 'whole' });
  });

  test('that was swapped never comes out whole', async () => {
    const { headers, body } = await plainUpload(bytes(200_000));
    const swapped = body.slice();
    swapped[0] = 255;
    const received = await receive(headers, cut(swapped, [50_000]));
    expect(received.end).toBe('sha256');
    expect(received.content.byteLength).toBeLessThan(body.byteLength);
    expect(await receive(headers, [])).toEqual({ content: Buffer.alloc(0), end: 'sha256' });
  });

  test('is refused at once where none was sent', async () => {
    const { headers } = await plainUpload(bytes(5));
    expect(termsOf(headers, false)).toEqual({ ok: false, denial: { reason: 'body_mismatch', what: 'sha256' } });
    expect(termsOf((await plainUpload(bytes(0))).headers, false).ok).toBe(true);
  });
});

describe('the last piece', () => {
  test.each(['hash', 'chunks'])('waits for the verdict: %s', async (how) => {
    const { headers, body } = how === 'hash' ? await plainUpload(bytes(30_000)) : await upload(SIGNED, [bytes(30_000)]);
    const terms = termsOf(headers);
    if (!terms.ok) throw new Error('the terms are sound');
    let finish = (): void => undefined;
    const source = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const piece of cut(body, [10_000, 20_000])) controller.enqueue(piece);
        finish = () => controller.close();
      },
    });
    const reader = openBody(source, terms.value).getReader();
    let readBytes = 0;
    let last = reader.read();
    for (; readBytes < 15_000; last = reader.read()) readBytes += (await last).value?.byteLength ?? 0;
    // All has been sent but the end of the stream, and so it stays.
    expect(await Promise.race([last.then(() => 'read'), turns(50)])).toBe('waiting');
    expect(readBytes).toBeLessThan(30_000);
    finish();
    readBytes += (await last).value?.byteLength ?? 0;
    expect(readBytes).toBe(30_000);
    expect((await reader.read()).done).toBe(true);
  });

  test('is not read before the one who reads asks for it, and what is refused is read no further', async () => {
    const { headers, body } = await plainUpload(bytes(30_000));
    const terms = termsOf(headers);
    if (!terms.ok) throw new Error('the terms are sound');
    let pulled = 0;
    let cancelled: unknown = null;
    const source = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(body.slice(0, 100));
        },
        cancel: (reason) => {
          cancelled = reason;
        },
      },
      { highWaterMark: 0 },
    );
    const reader = openBody(source, terms.value).getReader();
    await turns(10);
    expect(pulled).toBe(0);
    await reader.read();
    expect(pulled).toBe(2);
    await reader.cancel('enough');
    expect(cancelled).toBe('enough');
  });
});

/** Long enough for all that waits for nothing. */
async function turns(count: number): Promise<string> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
  return 'waiting';
}

describe('what is said of a body in chunks', () => {
  async function terms(headers: Record<string, string>, payload = UNSIGNED_TRAILER) {
    const made = await signS3(PAIR, { method: 'PUT', url: URL_PUT, payload, headers }, NOW_MS);
    const read = termsOf(new Headers(made.headers));
    return read.ok ? 'good' : read.denial.reason;
  }
  const good = { 'x-amz-decoded-content-length': '5', 'x-amz-trailer': 'x-amz-checksum-crc32' };

  test('must name its length, and checksums that are known', async () => {
    expect(await terms(good)).toBe('good');
    expect(await terms({ 'x-amz-trailer': 'x-amz-checksum-crc32' })).toBe('bad_request');
    expect(await terms({ ...good, 'x-amz-decoded-content-length': '-5' })).toBe('bad_request');
    expect(await terms({ 'x-amz-decoded-content-length': '5' })).toBe('bad_request');
    for (const trailer of ['x-amz-meta-a', 'x-amz-checksum-crc32,x-amz-checksum-crc32', 'x-amz-checksum-constructor']) {
      expect(await terms({ ...good, 'x-amz-trailer': trailer })).toBe('bad_request');
    }
    expect(await terms({ ...good, 'x-amz-trailer': 'X-Amz-Checksum-CRC32 , x-amz-checksum-sha1' })).toBe('good');
    expect(await terms(good, SIGNED)).toBe('bad_request');
  });
});

describe('checksums', () => {
  // The check values that the catalogue of parametrised CRC algorithms has for '123456789'.
  test.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
  ])('%s agrees with the check value of its definition', (name, hex) => {
    const sum = sumOf(`x-amz-checksum-${name}`, Buffer.from('123456789'));
    expect(sum).toBe(Buffer.from(hex, 'hex').toString('base64'));
  });

  test.each(CHECKSUMS)('%s is the same in pieces', (header) => {
    const content = bytes(1000);
    const asked = fc.property(fc.array(fc.nat(), { maxLength: 6 }), (at) => {
      const checksum = createChecksum(header);
      for (const piece of cut(content, at)) checksum?.update(piece);
      expect(checksum?.end()).toBe(sumOf(header, content));
    });
    fc.assert(asked, { numRuns: 50 });
  });

  test('sha256 is that of the platform', () => {
    const sum = createHash('sha256').update(CONTENT).digest('base64');
    expect(sumOf('x-amz-checksum-sha256', CONTENT)).toBe(sum);
  });
});
