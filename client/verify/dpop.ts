import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import { digestOf } from './digest.ts';
import type { RequestLike, Settings } from './options.ts';
import { isNew, type Proofs } from './proofs.ts';
import { type Refused, refused, unavailable } from './verdict.ts';

/** Asymmetric ones only, RFC 9449 section 11.6: those that Jeton itself takes. */
export const DPOP_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'ES384', 'PS256', 'RS256'];
/** Clocks may differ this much, either way: as at Jeton itself, so that one proof is as good as the other. */
export const PROOF_SKEW_SECONDS = 60;
const MAX_PROOF_LENGTH = 4096;

export type ProofDeps = { settings: Settings; proofs: Proofs };

/**
 * Checks a proof of possession, RFC 9449 section 4.3: signature → key → method and address → time → token → seen before?
 * Null: the holder has the key of this thumbprint, and shows this proof for the first time.
 */
export async function refuseProof(
  { settings, proofs }: ProofDeps,
  request: RequestLike,
  token: string,
  thumbprint: string,
): Promise<Refused | null> {
  const proof = request.headers.get('dpop');
  if (proof === null) return bad('there is none in the DPoP header');
  const nowMs = settings.now();
  const read = await readProof(proof, nowMs);
  if (read === null) return bad('it is not signed with the public key in it');
  const { jti, htm, htu, iat, ath } = read.payload;
  if (read.thumbprint !== thumbprint) return bad('it was made with another key');
  if (htm !== request.method) return bad('it is for another method');
  if (typeof htu !== 'string' || !isSameAddress(htu, addressOf(request, settings)))
    return bad('it is for another address');
  if (typeof iat !== 'number' || !(Math.abs(nowMs / 1000 - iat) <= PROOF_SKEW_SECONDS)) {
    return bad('it was made more than a minute from now');
  }
  if (ath !== (await digestOf(token))) return bad('it is for another token');
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) return bad('it has no jti');
  const digest = await digestOf(`${thumbprint} ${jti}`);
  const seconds = Math.floor(iat);
  if (!isNew(proofs, digest, seconds, Math.floor(nowMs / 1000))) return bad('it was used before');
  return (await refuseSeen(settings, digest, seconds + PROOF_SKEW_SECONDS + 1)) ?? null;
}

async function refuseSeen({ proofSeen, log }: Settings, digest: string, until: number): Promise<Refused | null> {
  if (proofSeen === null) return null;
  try {
    return (await proofSeen?.(digest, until)) ? bad('it was used before') : null;
  } catch (cause) {
    log(`jeton: proofSeen failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    return unavailable('The memory of proofs of possession');
  }
}

export function bad(why: string): Refused {
  return refused('invalid_dpop_proof', `The proof of possession is refused: ${why}.`, { dpop: true });
}

async function readProof(proof: string, nowMs: number): Promise<{ thumbprint: string; payload: JWTPayload } | null> {
  if (proof.length > MAX_PROOF_LENGTH) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: DPOP_ALGORITHMS,
      currentDate: new Date(nowMs),
    });
    if (protectedHeader.jwk === undefined) return null;
    return { thumbprint: await calculateJwkThumbprint(protectedHeader.jwk), payload };
  } catch {
    return null;
  }
}

/** The address as callers see it. */
export function addressOf({ url }: RequestLike, { publicOrigin }: Settings): string {
  if (publicOrigin === null) return url;
  const { pathname } = new URL(url);
  return `${publicOrigin}${pathname}`;
}

/** Without query and fragment, and after normalisation, RFC 9449 section 4.3. */
function isSameAddress(htu: string, url: string): boolean {
  if (!URL.canParse(htu)) return false;
  const [said, asked] = [new URL(htu), new URL(url)];
  return said.origin === asked.origin && said.pathname === asked.pathname;
}
