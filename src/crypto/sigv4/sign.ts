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
  /** The signing key of `date`; made anew when the day changes. */
  day: { date: string; signingKey: Uint8Array } | null;
};

/** A request to be signed, all of whose `headers` are. `host` is among what is signed, and sent by the platform itself. */
export type ToSign = { method: string; url: URL; headers: Readonly<Record<string, string>>; payloadHash: string };

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
  const { scheme, accessKeyId } = signer;
  const names = HEADERS[scheme];
  const amzDate = formatAmzDate(nowMs);
  const scope: Scope = { date: amzDate.slice(0, 8), region: signer.region, service: signer.service };
  const added = { [names.date]: amzDate, [names.hash]: request.payloadHash };
  const headers = Object.entries({ ...request.headers, ...added, host: request.url.host }).sort(byName);
  const canonical = canonicalRequest(
    {
      method: request.method,
      path: request.url.pathname,
      query: request.url.search.slice(1),
      headers,
      payloadHash: request.payloadHash,
    },
    scope.service,
  );
  const signature = signatureOf(scheme, signingKeyOf(signer, scope), { amzDate, scope, canonical });
  const signed = headers.map(([name]) => name).join(';');
  const credential = `${accessKeyId}/${formatScope(scheme, scope)}`;
  return {
    ...added,
    authorization: `${scheme} Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}

function signingKeyOf(signer: Signer, scope: Scope): Uint8Array {
  if (signer.day?.date !== scope.date) {
    const signingKey = deriveSigningKey(signer.scheme, signer.secretAccessKey, scope);
    signer.day = { date: scope.date, signingKey };
  }
  return signer.day.signingKey;
}
