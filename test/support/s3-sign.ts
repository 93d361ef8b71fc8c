import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Signs S3 requests as clients do, by AWS's own code: nothing of what is tested signs here.
 */
export type KeyPair = { accessKeyId: string; secretAccessKey: string };

export type ToBeSigned = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  /** What stands for the body: its bytes, whose hash it will be, or a word. */
  body?: string | Uint8Array;
  payload?: string;
  region?: string;
};

export const REGION = 'us-east-1';

/** The URL and the headers of a signed request; `host` is among them. */
export async function signS3(
  pair: KeyPair,
  { method, url, headers = {}, body = '', payload, region }: ToBeSigned,
  nowMs: number,
): Promise<{ url: URL; headers: Record<string, string> }> {
  const sha256Hex = payload ?? createHash('sha256').update(body).digest('hex');
  const asked = requestOf(method, url, { ...headers, 'x-amz-content-sha256': sha256Hex });
  const signed = await signerOf(pair, region).sign(asked, { signingDate: new Date(nowMs) });
  return { url: new URL(url), headers: { ...signed.headers } };
}

/** A presigned URL. */
export async function presignS3(
  pair: KeyPair,
  { method, url, headers = {}, expiresSeconds }: ToBeSigned & { expiresSeconds: number },
  nowMs: number,
): Promise<URL> {
  const asked = requestOf(method, url, { ...headers, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' });
  // Those that are not named become parameters.
  const presigned = await signerOf(pair).presign(asked, {
    signingDate: new Date(nowMs),
    expiresIn: expiresSeconds,
    unhoistableHeaders: new Set(Object.keys(headers)),
  });
  const result = new URL(url);
  result.search = Object.entries(presigned.query ?? {})
    .flatMap(([name, value]) => [value ?? ''].flat().map((one) => `${escaped(name)}=${escaped(one)}`))
    .join('&');
  return result;
}

/** What the chunks of a body are signed with, worked out here anew. */
export type ChunkSeed = { secretAccessKey: string; amzDate: string; region: string; signature: string };

/** A body as `aws-chunked`, signed where there is a `seed`. `trailer` comes behind it. */
export function encodeChunks(
  chunks: readonly Uint8Array[],
  seed: ChunkSeed | null,
  trailer: readonly (readonly [name: string, value: string])[] = [],
): Uint8Array<ArrayBuffer> {
  const out: Buffer[] = [];
  let before = seed?.signature ?? '';
  const sign = (what: string, content: string): string => {
    if (seed === null) return '';
    const { secretAccessKey, amzDate, region } = seed;
    const day = amzDate.slice(0, 8);
    const parts = [day, region, 's3', 'aws4_request'];
    const key = parts.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secretAccessKey}`);
    const scope = `${day}/${region}/s3/aws4_request`;
    before = hmac(key, `${what}\n${amzDate}\n${scope}\n${before}\n${content}`).toString('hex');
    return before;
  };
  for (const chunk of [...chunks, new Uint8Array()]) {
    const signature = sign('AWS4-HMAC-SHA256-PAYLOAD', `${sha256('')}\n${sha256(chunk)}`);
    const size = chunk.byteLength.toString(16);
    out.push(Buffer.from(seed ? `${size};chunk-signature=${signature}\r\n` : `${size}\r\n`), Buffer.from(chunk));
    if (chunk.byteLength > 0) out.push(Buffer.from('\r\n'));
  }
  for (const [name, value] of trailer) out.push(Buffer.from(`${name}:${value}\r\n`));
  if (seed && trailer.length > 0) {
    const content = sha256(trailer.map(([name, value]) => `${name}:${value}\n`).join(''));
    out.push(Buffer.from(`x-amz-trailer-signature:${sign('AWS4-HMAC-SHA256-TRAILER', content)}\r\n`));
  }
  return new Uint8Array(Buffer.concat([...out, Buffer.from('\r\n')]));
}

/** The signature within an `Authorization` header. */
export function signatureIn(authorization: string): string {
  return /Signature=([0-9a-f]{64})$/.exec(authorization)?.[1] ?? '';
}

function signerOf({ accessKeyId, secretAccessKey }: KeyPair, region = REGION): SignatureV4 {
  return new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
}

/** A request as AWS's code has it: the path as it stands, the query decoded. */
function requestOf(method: string, url: string, headers: Record<string, string>) {
  const { protocol, hostname, port, host, pathname, search } = new URL(url);
  const query: Record<string, string | string[]> = {};
  for (const pair of search.slice(1).split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=').map(decodeURIComponent);
    const known = query[name];
    query[name] = known === undefined ? value : [known, value].flat();
  }
  const where = { protocol, hostname, ...(port !== '' && { port: Number(port) }) };
  return { method, ...where, path: pathname, query, headers: { ...headers, host }, body: undefined };
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** The hash as AWS's code wants it handed in. */
class Sha256 {
  #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(chunk));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
