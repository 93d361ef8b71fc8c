import {
  canonicalRequest,
  deriveSigningKey,
  formatAmzDate,
  formatScope,
  type Scheme,
  type Scope,
  signatureOf,
} from './canonical.ts';

/** A credential opened, with the signing key of the day it was last used on. Lives in memory only. */
export type Signer = {
  scheme: Scheme;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: string;
  /** What is the same for all requests of `date`; made anew when the day changes. */
  day: { date: string; signingKey: Uint8Array; credential: string } | null;
};

/**
 * A request to be signed, all of whose `headers` are. `host` is among what is signed, and sent by the platform itself.
 * `path` and `query` as they stand in its URL, the query without its `?`.
 */
export type ToSign = {
  method: string;
  host: string;
  path: string;
  query: string;
  headers: Readonly<Record<string, string>>;
  payloadHash: string;
};

/** What the two call the headers that a signature brings. */
const HEADERS: Record<Scheme, { date: string; hash: string }> = {
  'AWS4-HMAC-SHA256': { date: 'x-amz-date', hash: 'x-amz-content-sha256' },
  'GOOG4-HMAC-SHA256': { date: 'x-goog-date', hash: 'x-goog-content-sha256' },
};

/**
 * The headers that sign a request: its date, the hash of its payload and `authorization`, to be sent with all those that
 * were to be signed. Those come with lower-case names.
 */
export function signRequest(signer: Signer, request: ToSign, nowMs: number): Record<string, string> {
  const { scheme } = signer;
  const { method, path, query, payloadHash } = request;
  const names = HEADERS[scheme];
  const amzDate = formatAmzDate(nowMs);
  const scope: Scope = { date: amzDate.slice(0, 8), region: signer.region, service: signer.service };
  const headers: [string, string][] = [
    ['host', request.host],
    [names.hash, payloadHash],
    [names.date, amzDate],
    ...Object.entries(request.headers),
  ];
  headers.sort(byName);
  const canonical = canonicalRequest({ method, path, query, headers, payloadHash }, scope.service);
  const { signingKey, credential } = dayOf(signer, scope);
  const signature = signatureOf(scheme, signingKey, { amzDate, scope, canonical });
  const signed = headers.map(([name]) => name).join(';');
  return {
    [names.date]: amzDate,
    [names.hash]: payloadHash,
    authorization: `${scheme} Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}

function dayOf(signer: Signer, scope: Scope): NonNullable<Signer['day']> {
  if (signer.day?.date !== scope.date) {
    const { scheme, accessKeyId, secretAccessKey } = signer;
    signer.day = {
      date: scope.date,
      signingKey: deriveSigningKey(scheme, secretAccessKey, scope),
      credential: `${accessKeyId}/${formatScope(scheme, scope)}`,
    };
  }
  return signer.day;
}
