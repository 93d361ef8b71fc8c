import type { Requirement } from '../../contract/grants.ts';
import { isS3KeyShaped } from '../../contract/s3-keys.ts';
import { covers } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Consistency } from '../../contract/tokens.ts';
import { s3SecretOf } from '../../crypto/s3-keys.ts';
import { openBody, readBodyTerms } from '../../crypto/sigv4/body.ts';
import { deriveSigningKey } from '../../crypto/sigv4/canonical.ts';
import { checkSignature } from '../../crypto/sigv4/check.ts';
import { BodyMismatch } from '../../crypto/sigv4/chunks.ts';
import type { PresentedSignature, SignedRequest } from '../../crypto/sigv4/presented.ts';
import { isSignatureParameter, parametersOf, readSignature } from '../../crypto/sigv4/read.ts';
import type { Denial } from '../denial.ts';
import { SIGNATURE } from '../dpop/possession.ts';
import { type Remembered, recall } from '../edge/memory.ts';
import { deny, ok, type Result } from '../result.ts';
import type { Attempt } from '../tokens/check.ts';
import { noteRefused } from '../tokens/uses.ts';
import { type VerifyDeps, verifyToken } from '../tokens/verify.ts';
import type { S3Denial } from './denial.ts';

export type AskedS3 = {
  request: SignedRequest & { hasBody: boolean };
  environment: string;
  /** The property's. */
  project: string;
  address: string | null;
  certificate: string | null;
  clientId: string | null;
  consistency: Consistency;
};

/** Who signed a request, and what holds for the rest of it. */
export type S3Caller = {
  token: Remembered;
  presented: PresentedSignature;
  /** The parameters of the query, decoded as they were signed (`+` is a plus), less those of a presigned URL's signature. */
  parameters: readonly (readonly [name: string, value: string])[];
  /** The length of the body without the frame of its chunks; null where nobody tells. */
  bodyBytes: number | null;
  /** SHA-256 of the body in hex where the signature names it: what may be said to the origin of it. */
  bodySha256: string | null;
  /**
   * The body without the frame of its chunks. Its last piece is held back until all has been checked; where that
   * fails the stream errs, with what {@link bodyDenialOf} reads.
   */
  openBody: (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
};

/**
 * Finds out who signed an S3 request: readable? → a key pair of ours, by the tag of its id? → does the signature agree? →
 * is the body what it says, as far as that is known before it is read? → is the token behind it good here? What it may do
 * is asked later, by {@link grants}.
 *
 * No storage is read for what was not signed with a secret of ours. Rejects with a StorageError when storage cannot answer
 * for what was.
 */
export async function authenticateS3(deps: VerifyDeps, asked: AskedS3): Promise<Result<S3Caller, S3Denial>> {
  const { request } = asked;
  const read = readSignature(request);
  if (!read.ok) return read;
  const presented = read.value;
  const signingKey = signingKeyOf(deps, presented);
  if (signingKey === null) return refuse(deps, { reason: 'unknown_key' });
  const checked = checkSignature(presented, signingKey, request, deps.nowMs);
  if (!checked.ok) return refuse(deps, checked.denial);
  const terms = readBodyTerms(presented, checked.value, request);
  if (!terms.ok) return terms;
  const verdict = await verifyToken(deps, presented.accessKeyId, attemptOf(asked, deps.nowMs), asked.consistency);
  if (!verdict.ok) return deny(toS3Denial(verdict.denial));
  verdict.value.s3 = { scope: dayOf(presented), signingKey };
  return ok({
    token: verdict.value,
    presented,
    parameters: operationParameters(request.url, presented),
    bodyBytes: terms.value.lengthBytes,
    bodySha256: presented.payload.kind === 'hash' ? presented.payload.sha256Hex : null,
    openBody: (body) => openBody(body, terms.value),
  });
}

/** Counts who does not know the secret of a key pair like who makes tokens up. */
function refuse(deps: VerifyDeps, denial: S3Denial): { ok: false; denial: S3Denial } {
  const unproven = denial.reason === 'unknown_key' || denial.reason === 'signature_mismatch';
  if (unproven) noteRefused(deps, null, { reason: 'unknown_token' });
  return deny(denial);
}

function operationParameters(url: URL, { how }: PresentedSignature): [name: string, value: string][] {
  const parameters = parametersOf(url) ?? [];
  return how === 'query' ? parameters.filter(([name]) => !isSignatureParameter(name)) : parameters;
}

/**
 * What the signatures of a key pair are made with, that day and in that region; null for an id that is none of ours. Worked
 * out once for a token in memory: six rounds of HMAC are nearly half of what a check costs.
 */
function signingKeyOf({ memory, keyring, nowMs }: VerifyDeps, presented: PresentedSignature): Uint8Array | null {
  const { accessKeyId, scope } = presented;
  const kept = recall(memory, accessKeyId, nowMs)?.s3;
  if (kept?.scope === dayOf(presented)) return kept.signingKey;
  const secret = isS3KeyShaped(accessKeyId) ? s3SecretOf(keyring, accessKeyId) : null;
  return secret === null ? null : deriveSigningKey('AWS4-HMAC-SHA256', secret, scope);
}

function dayOf({ scope }: PresentedSignature): string {
  return `${scope.date}/${scope.region}`;
}

function attemptOf({ request, ...asked }: AskedS3, nowMs: number): Attempt {
  const { environment, project, address, certificate, clientId } = asked;
  return {
    nowSeconds: Math.floor(nowMs / 1000),
    types: null,
    // What is presigned is made to be given away, to browsers too: nothing secret of the token goes there.
    fromBrowsers: false,
    project,
    anywhere: false,
    environment,
    address,
    certificate,
    clientId,
    origin: request.headers.get('origin'),
    possession: SIGNATURE,
    requires: [],
    audience: null,
    askedBy: null,
  };
}

/** A token of other projects is answered like one that does not exist. */
function toS3Denial(denial: Denial): S3Denial {
  const unknown = denial.reason === 'unknown_token' || denial.reason === 'not_found';
  return unknown ? { reason: 'unknown_key' } : { reason: 'token_refused', denial };
}

/** The denial that a body's stream erred with; null for any other error. */
export function bodyDenialOf(error: unknown): S3Denial | null {
  return error instanceof BodyMismatch ? { reason: 'body_mismatch', what: error.what } : null;
}

/** Whether the token may do this to a bucket, or to what lies in it. A list of projects that lost its last one grants nothing. */
export function grants(copy: TokenCopy, need: Requirement): boolean {
  return copy.projects.length > 0 && covers(copy.grants, need);
}
