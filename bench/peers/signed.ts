import { randomInt } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import {
  type SignedClaims,
  type SignedType,
  STATUS_LIST_LIFE_SECONDS,
  STATUS_LIST_SIZE,
  STATUS_LIST_TTL_SECONDS,
} from '../../src/contract/signed-tokens.ts';
import { emptyStatusList, markInvalid } from '../../src/crypto/status-list.ts';
import { AUDIENCE, ISSUER, STATUS_LIST_URL } from './issuer.ts';

const TOKEN_LIFE_SECONDS = 2 * 3600;
/** So many entries of the list are invalid: one of nothing but zeros would be no work to inflate. */
const INVALID = 10_000;
const SIGNED_AT_ONCE = 500;

/** An issuer as the product is one: its documents, and tokens that it signs. */
export interface Issuer {
  jwks: string;
  statusList: string;
  /** So many tokens, none like another. */
  sign: (count: number) => Promise<string[]>;
}

/** An issuer with an Ed25519 key of its own. Its tokens look like those of the product, claim by claim. */
export async function createIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const sign = (typ: SignedType, claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ, kid }).sign(privateKey);
  let made = 0;
  return {
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] }),
    statusList: await sign('statuslist+jwt', statusListClaims()),
    async sign(count) {
      const tokens: string[] = [];
      while (tokens.length < count) {
        const some = Array.from({ length: Math.min(SIGNED_AT_ONCE, count - tokens.length) }, () => {
          made += 1;
          return sign('at+jwt', claimsOf(made));
        });
        tokens.push(...(await Promise.all(some)));
      }
      return tokens;
    },
  };
}

function claimsOf(number: number): SignedClaims {
  const jti = `tok_${String(number).padStart(11, '0')}`;
  const iat = Math.floor(Date.now() / 1000) - 1;
  return {
    iss: ISSUER,
    sub: jti,
    aud: [AUDIENCE],
    client_id: jti,
    jti,
    iat,
    exp: iat + TOKEN_LIFE_SECONDS,
    scope: 'orders:*:read orders:*:write',
    projects: ['web'],
    environments: ['production'],
    status: { status_list: { idx: 2 * randomInt(STATUS_LIST_SIZE / 2) + 1, uri: STATUS_LIST_URL } },
  };
}

/** A full list as the product serves it. Its invalid entries are even, those of the tokens odd. */
function statusListClaims(): JWTPayload {
  const list = emptyStatusList(STATUS_LIST_SIZE);
  for (let n = 0; n < INVALID; n += 1) markInvalid(list, 2 * randomInt(STATUS_LIST_SIZE / 2));
  const iat = Math.floor(Date.now() / 1000) - 1;
  return {
    iss: ISSUER,
    sub: STATUS_LIST_URL,
    iat,
    exp: iat + STATUS_LIST_LIFE_SECONDS,
    ttl: STATUS_LIST_TTL_SECONDS,
    status_list: { bits: 1, lst: deflateSync(list).toString('base64url') },
  };
}
