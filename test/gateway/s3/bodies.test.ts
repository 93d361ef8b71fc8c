import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashHex } from '../../../src/crypto/sigv4/canonical.ts';
import { encodeChunks, type KeyPair, signatureIn, signS3 } from '../../support/s3-sign.ts';
import { createWorld, makePair, on, outcome, S3_HOST, send, told, type World } from './world.ts';

let world: World;
let owner: KeyPair;
const BYTES = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7) % 251);

beforeAll(async () => {
  world = await createWorld();
  owner = await makePair(world, [on('*', 'read', 'write', 'delete', 'manage')]);
});

/** The hash of what is kept there, or the status that says that nothing is. */
async function stored(path: string): Promise<string | number> {
  const response = await send(world, owner, 'GET', path);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return response.ok ? hashHex(bytes) : response.status;
}

function crc(bytes: Uint8Array): string {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(crc32(bytes));
  return buffer.toString('base64');
}

describe('an upload', () => {
  it('passes as it is, its hash told to the storage too', async () => {
    expect(await outcome(send(world, owner, 'PUT', '/assets/up/whole', { body: BYTES }))).toBe('200');
    expect(await stored('/assets/up/whole')).toBe(hashHex(BYTES));
    expect((await told('/up/whole'))[0]?.headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('whose hash is not asked for is signed without one', async () => {
    const sent = { body: BYTES, payload: 'UNSIGNED-PAYLOAD' };
    expect(await outcome(send(world, owner, 'PUT', '/assets/up/unsigned', sent))).toBe('200');
    expect(await stored('/assets/up/unsigned')).toBe(hashHex(BYTES));
  });

  it('with another body than was signed is refused, and the storage never has it whole', async () => {
    const signed = await signS3(
      owner,
      { method: 'PUT', url: `https://${S3_HOST}/assets/up/swapped`, body: BYTES },
      world.test.nowMs,
    );
    const swapped = BYTES.slice().fill(1, 199_999);
    const headers = { ...signed.headers, 'content-length': String(BYTES.byteLength) };
    const request = new Request(signed.url, { method: 'PUT', headers, body: swapped });
    expect(await outcome(world.gateway.fetch(request))).toBe('400 XAmzContentSHA256Mismatch');
    expect(await told('/up/swapped')).toMatchObject([{ complete: false }]);
  });

  it('in signed chunks reaches the storage without their frame', async () => {
    expect(await outcome(putChunks('/assets/up/chunks', (chunks) => chunks))).toBe('200');
    expect(await stored('/assets/up/chunks')).toBe(hashHex(BYTES));
    const [seen] = await told('/up/chunks');
    expect(seen?.headers).toMatchObject({ 'content-length': '200000', 'content-encoding': 'x-test' });
    expect(seen?.headers['x-amz-decoded-content-length']).toBeUndefined();
  });

  it('with a chunk that was changed is refused, and the storage never has it whole', async () => {
    const change = (body: Uint8Array<ArrayBuffer>) => body.map((byte, at) => (at === 150_000 ? byte ^ 1 : byte));
    expect(await outcome(putChunks('/assets/up/changed', change))).toBe('403 SignatureDoesNotMatch');
    expect(await told('/up/changed')).toMatchObject([{ complete: false }]);
  });

  it('with a checksum behind it is held to it', async () => {
    const put = (path: string, sum: string) => {
      const body = encodeChunks([BYTES.slice(0, 70_000), BYTES.slice(70_000)], null, [['x-amz-checksum-crc32', sum]]);
      const headers = {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': String(BYTES.byteLength),
        'x-amz-trailer': 'x-amz-checksum-crc32',
      };
      return outcome(send(world, owner, 'PUT', path, { body, headers, payload: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }));
    };
    expect(await put('/assets/up/sum', crc(BYTES))).toBe('200');
    expect(await stored('/assets/up/sum')).toBe(hashHex(BYTES));
    expect(await put('/assets/up/wrong-sum', 'AAAAAA==')).toBe('400 BadDigest');
    expect(await told('/up/wrong-sum')).toMatchObject([{ complete: false }]);
  });

  it('of nothing is one too', async () => {
    expect(await outcome(send(world, owner, 'PUT', '/assets/up/empty', { body: '' }))).toBe('200');
    expect(await stored('/assets/up/empty')).toBe(hashHex(''));
    expect(await outcome(send(world, owner, 'PUT', '/assets/up/none'))).toBe('200');
  });

  it('that does not say how long it is is refused', async () => {
    const signed = await signS3(
      owner,
      { method: 'PUT', url: `https://${S3_HOST}/assets/up/long`, payload: 'UNSIGNED-PAYLOAD' },
      world.test.nowMs,
    );
    const request = new Request(signed.url, { method: 'PUT', headers: signed.headers, body: BYTES });
    expect(await outcome(world.gateway.fetch(request))).toBe('411 MissingContentLength');
  });

  it('in parts is put together, and its address is that of the gateway', async () => {
    const begun = await (await send(world, owner, 'POST', '/assets/up/parts?uploads')).text();
    expect(begun).toContain('<Bucket>assets</Bucket>');
    const id = /<UploadId>(\w+)/.exec(begun)?.[1] ?? '';
    const tags: string[] = [];
    for (const number of [1, 2]) {
      const part = await send(world, owner, 'PUT', `/assets/up/parts?partNumber=${number}&uploadId=${id}`, {
        body: BYTES,
      });
      tags.push(part.headers.get('etag') ?? '');
    }
    const listed = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`;
    const done = await send(world, owner, 'POST', `/assets/up/parts?uploadId=${id}`, { body });
    expect(await done.text()).toContain(
      `<Location>https://${S3_HOST}/assets/up/parts</Location><Bucket>assets</Bucket>`,
    );
    expect(await stored('/assets/up/parts')).toBe(hashHex(Uint8Array.from([...BYTES, ...BYTES])));
  });

  it('of a document that is none is refused', async () => {
    const body = 'x'.repeat(1024 * 1024 + 1);
    expect(await outcome(send(world, owner, 'POST', '/assets/up/a?uploadId=1', { body }))).toBe('400 EntityTooLarge');
  });
});

/** An upload in signed chunks, changed on the way. */
async function putChunks(
  path: string,
  change: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const headers = {
    'content-encoding': 'aws-chunked, x-test',
    'x-amz-decoded-content-length': String(BYTES.byteLength),
  };
  const url = `https://${S3_HOST}${path}`;
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const signed = await signS3(owner, { method: 'PUT', url, headers, payload }, world.test.nowMs);
  const seed = {
    secretAccessKey: owner.secretAccessKey,
    amzDate: signed.headers['x-amz-date'] ?? '',
    region: 'us-east-1',
    signature: signatureIn(signed.headers['authorization'] ?? ''),
  };
  const body = change(encodeChunks([BYTES.slice(0, 65_536), BYTES.slice(65_536, 131_072), BYTES.slice(131_072)], seed));
  const all = { ...signed.headers, 'content-length': String(body.byteLength) };
  return world.gateway.fetch(new Request(url, { method: 'PUT', headers: all, body }));
}
