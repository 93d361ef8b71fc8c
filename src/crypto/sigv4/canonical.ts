import { createHash, createHmac } from 'node:crypto';
import { toHex } from '../hex.ts';

/**
 * Signature Version 4 as AWS and, under other names, Google Cloud Storage have it: the canonical form of a request, and
 * the signature over it. One code for both sides: what we sign, and what we check.
 */
export type Scheme = 'AWS4-HMAC-SHA256' | 'GOOG4-HMAC-SHA256';

/** What a signature is for: a day (`YYYYMMDD`), a region and a service. */
export type Scope = { date: string; region: string; service: string };

/** A request as far as it is signed. `path` and `query` as they stand in the URL, the query without its `?`. */
export type Signable = {
  method: string;
  path: string;
  query: string;
  /** The signed headers: lower-case names in order, each with its values joined by commas. */
  headers: readonly (readonly [name: string, value: string])[];
  /** SHA-256 of the body in hex, or one of the words that stand for it. */
  payloadHash: string;
};

type Terms = { keyPrefix: string; terminator: string };

/** What is called differently by the two. */
const TERMS: Record<Scheme, Terms> = {
  'AWS4-HMAC-SHA256': { keyPrefix: 'AWS4', terminator: 'aws4_request' },
  'GOOG4-HMAC-SHA256': { keyPrefix: 'GOOG4', terminator: 'goog4_request' },
};

/** Services whose paths are encoded once and kept as they are; for all others they are normalised and encoded twice. */
export const STORAGES: readonly string[] = ['s3', 's3express', 'storage'];

const encoder = new TextEncoder();

export const EMPTY_HASH = hashHex('');
export const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** SHA-256 in hex digits. Text is encoded first, and digits are written, by what costs less than the hash's own way. */
export function hashHex(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return toHex(createHash('sha256').update(bytes).digest());
}

/** The scope as it stands in a credential: `20261122/eu-central-1/s3/aws4_request`. */
export function formatScope(scheme: Scheme, { date, region, service }: Scope): string {
  return `${date}/${region}/${service}/${TERMS[scheme].terminator}`;
}

/** The canonical request, its six parts on lines of their own. */
export function canonicalRequest({ method, path, query, headers, payloadHash }: Signable, service: string): string {
  const lines = headers.map(([name, value]) => `${name}:${value.trim().replace(/[ \t]+/g, ' ')}\n`).join('');
  const names = headers.map(([name]) => name).join(';');
  return `${method}\n${canonicalPath(path, service)}\n${canonicalQuery(query)}\n${lines}\n${names}\n${payloadHash}`;
}

/**
 * The path with each of its characters encoded but the unreserved ones. For a storage it is decoded first, so that one form
 * is left; for others it is encoded as it stands, which for most characters is the second time.
 */
export function canonicalPath(path: string, service: string): string {
  if (STORAGES.includes(service)) {
    return PLAIN_PATH.test(path) ? path : path.split('/').map(recode).join('/') || '/';
  }
  return normalise(path).split('/').map(encode).join('/');
}

/** Removes empty and dot segments, RFC 3986 section 6: services but the storages read paths so. */
function normalise(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const end = /(?:^|\/)\.{0,2}$/.test(path) && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${end}`;
}

/** The parameters sorted by name and value, each encoded anew. */
export function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = splitQuery(query).map(([name, value]) => [recode(name), recode(value)]);
  pairs.sort(([name = '', value = ''], [otherName = '', other = '']) => {
    return compare(name, otherName) || compare(value, other);
  });
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** The parameters as they stand in a URL, names and values not decoded; one without a `=` has the value ''. */
export function splitQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    });
}

/** By code units: what is encoded is ASCII. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What is escaped badly stands for itself, its `%` encoded like any other character. */
function recode(text: string): string {
  if (PLAIN.test(text)) return text;
  try {
    return encode(decodeURIComponent(text));
  } catch {
    return encode(text);
  }
}

const PLAIN = /^[A-Za-z0-9_.~-]*$/;
const PLAIN_PATH = /^\/[A-Za-z0-9_.~/-]*$/;

/** RFC 3986's unreserved characters stay, all others are escaped in upper case. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The key of a day, a region and a service: worth keeping, for it takes four rounds of HMAC. */
export function deriveSigningKey(scheme: Scheme, secret: string, { date, region, service }: Scope): Uint8Array {
  const { keyPrefix, terminator } = TERMS[scheme];
  return [date, region, service, terminator].reduce<Uint8Array>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    encoder.encode(keyPrefix + secret),
  );
}

/** The signature in hex: over the scheme, the time (`YYYYMMDDTHHMMSSZ`), the scope and the canonical request's hash. */
export function signatureOf(
  scheme: Scheme,
  signingKey: Uint8Array,
  { amzDate, scope, canonical }: { amzDate: string; scope: Scope; canonical: string },
): string {
  const toSign = `${scheme}\n${amzDate}\n${formatScope(scheme, scope)}\n${hashHex(canonical)}`;
  return toHex(createHmac('sha256', signingKey).update(encoder.encode(toSign)).digest());
}

/** An instant as signatures write it: `20261122T081500Z`. The last one is kept: there are many requests in a second. */
export function formatAmzDate(nowMs: number): string {
  const second = Math.floor(nowMs / 1000);
  if (last.second !== second) {
    last = { second, text: new Date(second * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '') };
  }
  return last.text;
}
let last = { second: Number.NaN, text: '' };
