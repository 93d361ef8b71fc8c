/** How signed tokens are signed, RFC 8037 and RFC 7518. */
export const SIGNING_ALGORITHMS = ['EdDSA', 'ES256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** `typ` of what we sign: RFC 9068, the Token Status List draft, RFC 9701. One is never taken for another. */
export const SIGNED_TYPES = ['at+jwt', 'statuslist+jwt', 'token-introspection+jwt'] as const;
export type SignedType = (typeof SIGNED_TYPES)[number];

/** The longest signed token: most HTTP servers take 8 kB of headers, and it is sent with every request. */
export const MAX_SIGNED_LENGTH = 4096;
const JWT_PATTERN = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether a string has the length and the shape of a signed token. Says nothing of its signature. */
export function isJwtShaped(presented: string): boolean {
  return presented.length <= MAX_SIGNED_LENGTH && JWT_PATTERN.test(presented);
}

/** The claims of a signed token: RFC 9068, with what is ours documented in docs/signed-tokens.md. Times are seconds. */
export type SignedClaims = {
  iss: string;
  /** Whose rights these are: the token or the trusted issuer that this one was exchanged from, else the token itself. */
  sub: string;
  aud: string[];
  client_id: string;
  /** The token's id. */
  jti: string;
  iat: number;
  exp: number;
  nbf?: number;
  /** `namespace:marketing:read orders:*:read`. */
  scope: string;
  projects: string[];
  environments: string[];
  /** The key that its holder proves by DPoP, RFC 9449 section 6.1. */
  cnf?: { jkt: string };
  status: { status_list: { idx: number; uri: string } };
};

export type PublicJwk = { kty: string; crv: string; x: string; y?: string };

/** One bit a token in a list of 2^20: 128 kB before it is compressed, and a million tokens fit. */
export const STATUS_LIST_SIZE = 2 ** 20;
/** How long whoever checks tokens may rely on a list that it has fetched. */
export const STATUS_LIST_TTL_SECONDS = 60;
/** A list that is older than this is no list any more. */
export const STATUS_LIST_LIFE_SECONDS = 3600;

/** The address of a status list, which is also its `sub`. */
export function statusListUri(issuer: string, number: number): string {
  return `${issuer}/.well-known/status-lists/${number}`;
}
