import { CompactSign } from 'jose';
import {
  type SigningAlgorithm,
  STATUS_LIST_LIFE_SECONDS,
  STATUS_LIST_SIZE,
  STATUS_LIST_TTL_SECONDS,
  statusListUri,
} from '../../src/contract/signed-tokens.ts';
import { importSigningKey, makeSigningPair, type SigningKeyHeld, type SigningPair } from '../../src/crypto/signing.ts';
import { compressStatusList, emptyStatusList, markInvalid } from '../../src/crypto/status-list.ts';

/**
 * An issuer that signs whatever a test asks for, and that a test may have answer wrongly or not at all. What a real Jeton
 * signs and publishes is tested against the real one.
 */
export type TestIssuer = {
  origin: string;
  nowMs: number;
  key: SigningKeyHeld;
  pair: SigningPair;
  /** The keys that it publishes. */
  published: object[];
  invalid: Set<number>;
  /** Answers of its own in place of the true ones, by path. */
  instead: Map<string, () => Response | Promise<Response>>;
  down: boolean;
  /** The paths that were asked for. */
  asked: string[];
  fetch: (request: Request) => Promise<Response>;
  claims: (more?: object) => Record<string, unknown>;
  /** An access token, of these claims and with these members in its header. */
  sign: (claims?: object, header?: object) => Promise<string>;
  /** The status list as a JWT, of these claims and with these members in its header. */
  signList: (claims?: object, header?: object) => Promise<string>;
};

export const AUDIENCE = 'https://orders.example';
export const LIST_PATH = '/.well-known/status-lists/1';
export const KEYS_PATH = '/.well-known/jwks.json';

export async function createTestIssuer(algorithm: SigningAlgorithm = 'EdDSA'): Promise<TestIssuer> {
  const origin = 'https://issuer.test';
  const pair = await makeSigningPair(algorithm);
  const key = await importSigningKey(pair.kid, algorithm, pair.privateJwk);
  const nowSeconds = () => Math.floor(issuer.nowMs / 1000);
  const issuer: TestIssuer = {
    origin,
    nowMs: Date.UTC(2036, 0, 1, 12),
    key,
    pair,
    published: [{ ...pair.publicJwk, kid: pair.kid, alg: algorithm, use: 'sig' }],
    invalid: new Set(),
    instead: new Map(),
    down: false,
    asked: [],
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      issuer.asked.push(pathname);
      if (issuer.down) throw new TypeError('connection refused');
      const instead = issuer.instead.get(pathname);
      if (instead) return instead();
      if (pathname === KEYS_PATH) return Response.json({ keys: issuer.published });
      if (pathname === LIST_PATH) return listAnswer(await issuer.signList());
      return new Response(null, { status: 404 });
    },
    claims: (more = {}) => ({
      iss: origin,
      sub: 'tok_00000000001',
      aud: [AUDIENCE],
      client_id: 'tok_00000000001',
      jti: 'tok_00000000001',
      iat: nowSeconds(),
      exp: nowSeconds() + 3600,
      scope: 'orders:*:read invoices:eu:write',
      projects: ['web'],
      environments: ['production'],
      status: { status_list: { idx: 7, uri: statusListUri(origin, 1) } },
      ...more,
    }),
    sign: (claims = {}, header = {}) => signAs(key, { typ: 'at+jwt', ...header }, issuer.claims(claims)),
    signList: async (claims = {}, header = {}) => {
      const bits = emptyStatusList(STATUS_LIST_SIZE);
      for (const index of issuer.invalid) markInvalid(bits, index);
      return signAs(
        key,
        { typ: 'statuslist+jwt', ...header },
        {
          iss: origin,
          sub: statusListUri(origin, 1),
          iat: nowSeconds(),
          exp: nowSeconds() + STATUS_LIST_LIFE_SECONDS,
          ttl: STATUS_LIST_TTL_SECONDS,
          status_list: { bits: 1, lst: await compressStatusList(bits) },
          ...claims,
        },
      );
    },
  };
  return issuer;
}

/** Signs any claims under any header. */
export function signAs({ kid, algorithm, key }: SigningKeyHeld, header: object, claims: object): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: algorithm, kid, ...header })
    .sign(key);
}

export function listAnswer(jwt: string): Response {
  return new Response(jwt, { headers: { 'Content-Type': 'application/statuslist+jwt' } });
}
