import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sha256 } from '../../src/crypto/digest.ts';
import { ORIGIN, type TestApp } from './app.ts';

/** Who holds a key, and proves it as RFC 9449 section 4.2 has it, or, where a test says so, otherwise. */
export type Holder = { thumbprint: string; prove: (of: ProofOf) => Promise<string> };

/** `claims` and `header` replace what a good proof would say; undefined leaves a claim out. */
export type ProofOf = {
  method?: string;
  path?: string;
  token?: string;
  nonce?: string | undefined;
  nowMs: number;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
};

let proofs = 0;

export async function makeHolder(algorithm = 'ES256'): Promise<Holder> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: ({ method = 'GET', path = '/v1/tokens/self', token, nonce, nowMs, claims = {}, header = {} }) => {
      proofs += 1;
      const good = {
        jti: `proof-${proofs}`,
        htm: method,
        htu: new URL(path, ORIGIN).href,
        iat: Math.floor(nowMs / 1000),
        ...(token !== undefined && { ath: Buffer.from(sha256(token)).toString('base64url') }),
        ...(nonce !== undefined && { nonce }),
      };
      return new SignJWT({ ...good, ...claims })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: algorithm, jwk, ...header })
        .sign(privateKey);
    },
  };
}

/** The nonce that proofs need now: as a client learns it, from a refusal. */
export async function learnNonce(app: TestApp, holder: Holder, token: string): Promise<string> {
  const proof = await holder.prove({ token, nowMs: app.nowMs });
  const response = await present(app, token, proof);
  await response.body?.cancel();
  return response.headers.get('DPoP-Nonce') ?? '';
}

/** Presents a token with the scheme DPoP, and a proof unless it is null. */
export function present(
  app: TestApp,
  token: string,
  proof: string | null,
  { method = 'GET', path = '/v1/tokens/self', json, headers = {} }: Presented = {},
): Promise<Response> {
  const all = { Authorization: `DPoP ${token}`, ...(proof !== null && { DPoP: proof }), ...headers };
  return app.call(method, path, { headers: all, ...(json !== undefined && { json }) });
}
type Presented = { method?: string; path?: string; json?: unknown; headers?: Record<string, string> };
