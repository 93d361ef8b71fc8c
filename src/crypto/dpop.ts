import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { DPOP_ALGORITHMS, MAX_PROOF_LENGTH } from '../contract/dpop.ts';
import { equalBytes } from './digest.ts';
import type { Keyring, Keys } from './keyring.ts';

/** What a proof of possession says, RFC 9449 section 4.2; its signature and its own times hold. */
export type DpopProof = {
  /** The thumbprint of the key that made it. */
  thumbprint: string;
  jti: string;
  htm: string;
  htu: string;
  iat: number;
  ath?: string | undefined;
  nonce?: string | undefined;
};

const Claims = z.object({
  jti: z.string().min(1).max(256),
  htm: z.string().max(32),
  htu: z.string().max(2048),
  iat: z.number().int(),
  ath: z.string().max(64).optional(),
  nonce: z.string().max(256).optional(),
});
const Jwk = z.looseObject({ kty: z.string() });

/** Reads a proof that was signed with the very key in it; null for anything else. */
export async function readProof(proof: string, nowMs: number): Promise<DpopProof | null> {
  if (proof.length > MAX_PROOF_LENGTH) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: DPOP_ALGORITHMS,
      currentDate: new Date(nowMs),
    });
    const thumbprint = await calculateJwkThumbprint(Jwk.parse(protectedHeader.jwk));
    return { thumbprint, ...Claims.parse(payload) };
  } catch {
    return null;
  }
}

/** Proofs carry a nonce of ours that is this old at most: twice a window. */
export const NONCE_WINDOW_SECONDS = 120;
const WINDOW_BYTES = 4;
const MAC_BYTES = 12;

/** A nonce for proofs, RFC 9449 section 8: the present window of time under a key of ours. Nothing is kept of it. */
export function makeNonce({ current }: Keyring, nowSeconds: number): string {
  return nonceOf(current, Math.floor(nowSeconds / NONCE_WINDOW_SECONDS)).toString('base64url');
}

/** Whether a nonce is one of ours, of this window of time or the one before. */
export function isOwnNonce({ current, previous }: Keyring, nonce: string, nowSeconds: number): boolean {
  const window = Math.floor(nowSeconds / NONCE_WINDOW_SECONDS);
  const given = Buffer.from(nonce, 'base64url');
  return [current, previous].some((keys) => {
    return keys !== null && [window, window - 1].some((at) => equalBytes(nonceOf(keys, at), given));
  });
}

function nonceOf(keys: Keys, window: number): Buffer {
  const time = Buffer.alloc(WINDOW_BYTES);
  time.writeUInt32BE(window);
  return Buffer.concat([time, createHmac('sha256', keys.dpop).update(time).digest().subarray(0, MAC_BYTES)]);
}
