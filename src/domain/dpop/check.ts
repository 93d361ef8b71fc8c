import { Buffer } from 'node:buffer';
import { sha256 } from '../../crypto/digest.ts';
import { type DpopProof, isOwnNonce, makeNonce, NONCE_WINDOW_SECONDS, readProof } from '../../crypto/dpop.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { DpopProofStore } from '../../d1/dpop-proofs.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** A request that comes with a proof of possession: the `DPoP` header, null without one, and what it must speak of. */
export type Proven = { proof: string | null; method: string; url: string };

/** What a proof must be made with and for; null: any key, no token. */
export type Expected = { thumbprint: string | null; token: string | null };

export type ProofDeps = { keyring: Keyring; dpopProofs: Pick<DpopProofStore, 'use'>; nowMs: number };

/** Clocks may differ this much, either way. */
export const PROOF_SKEW_SECONDS = 60;
/** A proof cannot be shown again after this long, whatever its nonce. */
const PROOF_SECONDS = 2 * NONCE_WINDOW_SECONDS + PROOF_SKEW_SECONDS;

/**
 * Checks a proof of possession, RFC 9449 section 4.3: signature → key → method and address → time → token → nonce → seen
 * before? Returns the thumbprint of its key. A proof is good once, anywhere, within a minute of its time and while its
 * nonce is: four minutes at most. Denies with `bad_proof`, or `use_nonce` with the nonce to use.
 */
export async function checkProof(
  deps: ProofDeps,
  request: Proven,
  expected: Expected,
): Promise<Result<string, Denial>> {
  const nowSeconds = Math.floor(deps.nowMs / 1000);
  if (request.proof === null) return deny({ reason: 'bad_proof', why: 'there is none in the DPoP header' });
  const proof = await readProof(request.proof, deps.nowMs);
  if (proof === null) return deny({ reason: 'bad_proof', why: 'it is not signed with the public key in it' });
  const why = refuseProof(proof, request, expected, nowSeconds);
  if (why !== null) return deny({ reason: 'bad_proof', why });
  if (proof.nonce === undefined || !isOwnNonce(deps.keyring, proof.nonce, nowSeconds)) {
    return deny({ reason: 'use_nonce', nonce: makeNonce(deps.keyring, nowSeconds) });
  }
  const first = await deps.dpopProofs.use(sha256(`${proof.thumbprint} ${proof.jti}`), nowSeconds + PROOF_SECONDS);
  return first ? ok(proof.thumbprint) : deny({ reason: 'bad_proof', why: 'it was used before' });
}

/** The nonce that proofs hold from now on, for at least two minutes. */
export function presentNonce({ keyring, nowMs }: Pick<ProofDeps, 'keyring' | 'nowMs'>): string {
  return makeNonce(keyring, Math.floor(nowMs / 1000));
}

function refuseProof(
  { thumbprint, htm, htu, iat, ath }: DpopProof,
  { method, url }: Proven,
  expected: Expected,
  nowSeconds: number,
): string | null {
  if (expected.thumbprint !== null && thumbprint !== expected.thumbprint) return 'it was made with another key';
  if (htm !== method) return `it is for the method ${/^[A-Z]{1,16}$/.test(htm) ? htm : 'of another request'}`;
  if (!isSameAddress(htu, url)) return 'it is for another address';
  if (Math.abs(nowSeconds - iat) > PROOF_SKEW_SECONDS) return 'it was made more than a minute from now';
  if (expected.token !== null && ath !== digestOf(expected.token)) return 'it is for another token';
  return null;
}

/** Without query and fragment, and after normalisation, RFC 9449 section 4.3. */
function isSameAddress(htu: string, url: string): boolean {
  if (!URL.canParse(htu)) return false;
  const [said, asked] = [new URL(htu), new URL(url)];
  return said.origin === asked.origin && said.pathname === asked.pathname;
}

function digestOf(token: string): string {
  return Buffer.from(sha256(token)).toString('base64url');
}
