import { createHash, createHmac } from 'node:crypto';
import { deriveSigningKey, type Scope } from '../../src/crypto/sigv4/canonical.ts';
import { type Signer, signRequest } from '../../src/crypto/sigv4/sign.ts';
import { contentBlocks, type Digests } from './content.ts';
import type { S3Pair } from './credentials.ts';

interface Request {
  method: string;
  url: URL;
  headers: Record<string, string>;
}

/** How a body goes up: its hash in the signature, each chunk signed, or a checksum behind it. */
export type UploadForm = 'hashed' | 'signed chunks' | 'trailer';

const REGION = 'us-east-1';

/** All headers of a request of S3, signed. */
export function signS3(pair: S3Pair, { method, url, headers }: Request, payloadHash: string): Record<string, string> {
  const signer: Signer = { scheme: 'AWS4-HMAC-SHA256', ...pair, region: REGION, service: 's3', day: null };
  const { host, pathname: path, search } = url;
  const toSign = { method, host, path, query: search.slice(1), headers, payloadHash };
  return { ...headers, ...signRequest(signer, toSign, Date.now()) };
}

export interface Upload {
  headers: Record<string, string>;
  body: Iterable<Uint8Array>;
}

/** Headers and body of an upload of so many bytes. */
export function uploadTo(url: URL, pair: S3Pair, form: UploadForm, length: number, digests: Digests): Upload {
  const sign = (headers: Record<string, string>, payload: string) =>
    signS3(pair, { method: 'PUT', url, headers }, payload);
  if (form === 'hashed') {
    const headers = sign({}, digests.sha256);
    return { headers: { ...headers, 'content-length': `${length}` }, body: contentBlocks(length) };
  }
  const chunked = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': `${length}` };
  if (form === 'trailer') {
    const headers = sign({ ...chunked, 'x-amz-trailer': TRAILER }, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    return { headers, body: withTrailer(length, digests.crc32) };
  }
  const headers = sign(chunked, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  return { headers, body: signChunks(pair, headers, length) };
}

const TRAILER = 'x-amz-checksum-crc32';

function* withTrailer(length: number, checksum: string): Generator<Buffer> {
  for (const block of contentBlocks(length)) {
    yield Buffer.concat([Buffer.from(`${block.byteLength.toString(16)}\r\n`), block, Buffer.from('\r\n')]);
  }
  yield Buffer.from(`0\r\n${TRAILER}:${checksum}\r\n\r\n`);
}

/** Each chunk is signed over the one before it; the first over the head of the request, the last is empty. */
function* signChunks(pair: S3Pair, headers: Record<string, string>, length: number): Generator<Buffer> {
  const amzDate = headers['x-amz-date'] ?? '';
  const scope: Scope = { date: amzDate.slice(0, 8), region: REGION, service: 's3' };
  const key = deriveSigningKey('AWS4-HMAC-SHA256', pair.secretAccessKey, scope);
  const start = `AWS4-HMAC-SHA256-PAYLOAD\n${amzDate}\n${scope.date}/${REGION}/s3/aws4_request`;
  let signature = headers.authorization?.split('Signature=')[1] ?? '';
  for (const block of withEmptyEnd(contentBlocks(length))) {
    signature = createHmac('sha256', key)
      .update(`${start}\n${signature}\n${sha256('')}\n${sha256(block)}`)
      .digest('hex');
    const head = `${block.byteLength.toString(16)};chunk-signature=${signature}\r\n`;
    yield Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n')]);
  }
}

function* withEmptyEnd(blocks: Iterable<Buffer>): Generator<Buffer> {
  yield* blocks;
  yield Buffer.alloc(0);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
