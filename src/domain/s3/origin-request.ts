import type { EffectiveDocument } from '../../contract/properties.ts';
import { EMPTY_HASH, encode, hashHex, UNSIGNED } from '../../crypto/sigv4/canonical.ts';
import { type Signer, signRequest } from '../../crypto/sigv4/sign.ts';
import { ok, type Result } from '../result.ts';
import { encodeKey } from './copy-source.ts';
import type { S3Denial } from './denial.ts';
import { toGoogle } from './google.ts';
import type { HeaderList } from './headers.ts';
import type { Parameters } from './match-operation.ts';
import { type Bucket, originNameOf } from './place.ts';
import type { S3Request } from './read-request.ts';
import { TRAILING, type Trailer } from './trailer.ts';

/** What is known of the bytes that go to the origin: all of them, what the client says they are, or nothing. */
export type Payload = { bytes: Uint8Array } | { sha256Hex: string | null } | { trailer: Trailer } | null;

export type OriginTarget = { document: EffectiveDocument; signer: Signer | null; nowMs: number };

/**
 * The request to the origin, built anew of what was understood: nothing that the client sent is in it otherwise. Denied
 * where Google's storage has no counterpart of a header.
 */
export function buildOriginRequest(
  { document, signer, nowMs }: OriginTarget,
  { operation, bucket, key, parameters, headers }: S3Request & { bucket: Bucket },
  payload: Payload,
): Result<{ url: URL; method: string; headers: Record<string, string> }, S3Denial> {
  const { method } = operation;
  const url = originUrl(document, bucket, key, parameters);
  if (signer === null) return ok({ url, method, headers: Object.fromEntries(headers) });
  const framed = payload !== null && 'trailer' in payload ? withTrailer(headers, payload.trailer) : headers;
  const spoken = signer.scheme === 'GOOG4-HMAC-SHA256' ? toGoogle(headers, parameters) : ok(framed);
  if (!spoken.ok) return spoken;
  const signed = Object.fromEntries(spoken.value.filter(isSigned));
  const { host, pathname: path, search } = url;
  const toSign = { method, host, path, query: search.slice(1), headers: signed, payloadHash: hashOf(payload) };
  const signature = signRequest(signer, toSign, nowMs);
  return ok({ url, method, headers: { ...Object.fromEntries(spoken.value), ...signature } });
}

/** What S3 wants signed. The rest may be changed on the way by those whose business it is: a cache reads `Range`. */
function isSigned([name]: HeaderList[number]): boolean {
  return name.startsWith('x-') || name === 'content-md5' || name === 'content-type';
}

function hashOf(payload: Payload): string {
  if (payload === null) return EMPTY_HASH;
  if ('trailer' in payload) return TRAILING;
  return 'bytes' in payload ? hashHex(payload.bytes) : (payload.sha256Hex ?? UNSIGNED);
}

/** What says that the body comes in chunks, with a checksum behind it. */
function withTrailer(headers: HeaderList, { name, lengthBytes }: Trailer): HeaderList {
  const encoding = headers.find(([header]) => header === 'content-encoding')?.[1];
  return [
    ...headers.filter(([header]) => header !== 'content-encoding'),
    ['content-encoding', encoding === undefined ? 'aws-chunked' : `aws-chunked, ${encoding}`],
    ['x-amz-decoded-content-length', String(lengthBytes)],
    ['x-amz-trailer', name],
  ];
}

/** Where an object is at the origin: in the bucket's path, or under its host name. */
function originUrl({ origin, s3 }: EffectiveDocument, bucket: Bucket, key: string | null, parameters: Parameters): URL {
  const url = new URL(origin.url);
  const name = originNameOf(bucket);
  const base = url.pathname.replace(/\/$/, '');
  const object = key === null ? '' : encodeKey(key);
  if (s3?.style === 'virtual') {
    url.host = `${name}.${url.host}`;
    url.pathname = `${base}/${object}`;
  } else {
    url.pathname = key === null ? `${base}/${name}` : `${base}/${name}/${object}`;
  }
  url.search = parameters.map(([parameter, value]) => `${encode(parameter)}=${encode(value)}`).join('&');
  return url;
}
