import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { ORIGIN, type TestApp } from './app.ts';
import { basic } from './basic.ts';

export type Form = Record<string, string | string[]>;

/** Sends a form. A list is sent as a parameter for each of its words. */
export function postForm(
  test: TestApp,
  path: string,
  form: Form,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each);
  return test.call('POST', path, { body, headers });
}

/** The header of a client as RFC 6749 section 2.3.1 has it. */
export function asClient({ id, secret }: { id: string; secret: string }): Record<string, string> {
  return { Authorization: basic(encodeURIComponent(id), encodeURIComponent(secret)) };
}

/** `400 invalid_scope`, and the code where it is another: `400 invalid_request token_expired`; `200` where it is good. */
export async function oauthOutcome(response: Response): Promise<string> {
  if (response.ok) return String(response.status);
  const { error, code } = await response.json<{ error?: string; code: string }>();
  return [response.status, ...new Set([error, code].filter(Boolean))].join(' ');
}

/** A holder of a key, who proves it. */
export type Prover = { jwk: JWK; prove: (claims: Record<string, unknown>) => Promise<string> };

export async function createProver(): Promise<Prover> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const prove = (claims: Record<string, unknown>) =>
    new SignJWT({ jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey);
  return { jwk, prove };
}

/** A proof for the token endpoint at the test's time, without a nonce unless one is given. */
export function proofFor(test: TestApp, { prove }: Prover, claims: Record<string, unknown> = {}): Promise<string> {
  return prove({ htm: 'POST', htu: `${ORIGIN}/oauth/token`, iat: Math.floor(test.nowMs / 1000), ...claims });
}
