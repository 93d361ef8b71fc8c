import {
  type CryptoKey,
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import type { PublicJwk, SignedType, SigningAlgorithm } from '../contract/signed-tokens.ts';

/** A pair that signs tokens. The private half is JSON, to be sealed. */
export type SigningPair = { kid: string; publicJwk: PublicJwk; privateJwk: string };
export type SigningKeyHeld = { kid: string; algorithm: SigningAlgorithm; key: CryptoKey };

const Okp = z.object({ kty: z.literal('OKP'), crv: z.string(), x: z.string() });
const Ec = z.object({ kty: z.literal('EC'), crv: z.string(), x: z.string(), y: z.string() });

/** Makes a pair: Ed25519 for `EdDSA`, P-256 for `ES256`. The `kid` is the public key's RFC 7638 thumbprint. */
export async function makeSigningPair(algorithm: SigningAlgorithm): Promise<SigningPair> {
  const options = { extractable: true, ...(algorithm === 'EdDSA' && { crv: 'Ed25519' }) };
  const { publicKey, privateKey } = await generateKeyPair(algorithm, options);
  const publicJwk = z.union([Ec, Okp]).parse(await exportJWK(publicKey));
  const kid = await calculateJwkThumbprint(publicJwk);
  return { kid, publicJwk, privateJwk: JSON.stringify(await exportJWK(privateKey)) };
}

/** Readies a key for signing or verifying; it cannot be read out again. */
export async function importSigningKey(
  kid: string,
  algorithm: SigningAlgorithm,
  jwk: PublicJwk | string,
): Promise<SigningKeyHeld> {
  const key = await importJWK(typeof jwk === 'string' ? JSON.parse(jwk) : jwk, algorithm);
  if (key instanceof Uint8Array) throw new Error('a signing key is no secret that both sides know');
  return { kid, algorithm, key };
}

/** Signs claims as a JWT of a type. */
export function signJwt(signer: SigningKeyHeld, type: SignedType, claims: object): Promise<string> {
  const payload: JWTPayload = { ...claims };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: signer.algorithm, typ: type, kid: signer.kid })
    .sign(signer.key);
}

/** The `kid` of a JWT that says it is of this type; null for anything else, and for headers that it need not have. */
export function kidOf(jwt: string, type: SignedType): string | null {
  try {
    const { kid, typ, crit, b64 } = decodeProtectedHeader(jwt);
    return typ === type && crit === undefined && b64 === undefined && typeof kid === 'string' ? kid : null;
  } catch {
    return null;
  }
}

/** Whether a JWT was signed with this key: its algorithm is the key's, whatever the JWT says (RFC 8725 section 3.1). */
export async function isSignedWith({ algorithm, key }: SigningKeyHeld, jwt: string): Promise<boolean> {
  try {
    await compactVerify(jwt, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}
