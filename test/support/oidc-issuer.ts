import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { inject } from 'vitest';

type Pair = { kid: string; algorithm: string; privateKey: CryptoKey; jwk: object };

/** An OpenID provider as CI systems have one, on the real server of test/support/receiver.ts. */
export type OidcIssuer = {
  url: string;
  /** Makes another key and publishes it; `keep` the ones before, or take them away. */
  rotate: (keep: boolean, algorithm?: string) => Promise<void>;
  /** Signs with the key made last. Times are as of `nowMs`: five minutes, as GitHub gives. */
  sign: (claims: Record<string, unknown>, header?: Partial<JWTHeaderParameters>) => Promise<string>;
  /** Publishes something else under its name: its discovery document, or its keys. */
  publish: (what: 'discovery' | 'keys', document: unknown) => Promise<void>;
  /** How often its keys were asked for. */
  asked: () => Promise<number>;
  keys: () => Pair[];
};

const PATHS = { discovery: '/.well-known/openid-configuration', keys: '/jwks' };
const LIFE_SECONDS = 300;

export async function createOidcIssuer(nowMs: () => number, algorithm = 'RS256'): Promise<OidcIssuer> {
  const url = `${inject('receiver')}/published/${crypto.randomUUID()}`;
  let pairs: Pair[] = [];
  const publish = async (what: keyof typeof PATHS, document: unknown) => {
    const body = typeof document === 'string' ? document : JSON.stringify(document);
    await fetch(`${url}${PATHS[what]}`, { method: 'PUT', body });
  };
  const issuer: OidcIssuer = {
    url,
    publish,
    keys: () => pairs,
    rotate: async (keep, next = algorithm) => {
      pairs = [...(keep ? pairs : []), await makePair(next)];
      await publish('keys', { keys: pairs.map(({ jwk }) => jwk) });
    },
    sign: (claims, header = {}) => {
      const pair = pairs.at(-1);
      if (!pair) throw new Error('there is no key');
      const nowSeconds = Math.floor(nowMs() / 1000);
      const times = { iat: nowSeconds, nbf: nowSeconds, exp: nowSeconds + LIFE_SECONDS };
      return new SignJWT({ iss: url, jti: crypto.randomUUID(), ...times, ...claims })
        .setProtectedHeader({ alg: pair.algorithm, kid: pair.kid, typ: 'JWT', ...header })
        .sign(pair.privateKey);
    },
    asked: async () => Number((await fetch(`${url}${PATHS.keys}`, { method: 'HEAD' })).headers.get('Times-Asked')),
  };
  await publish('discovery', {
    issuer: url,
    jwks_uri: `${url}${PATHS.keys}`,
    id_token_signing_alg_values_supported: [algorithm],
  });
  await issuer.rotate(false);
  return issuer;
}

async function makePair(algorithm: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = crypto.randomUUID();
  return { kid, algorithm, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}
