import { isS3KeyShaped } from './s3-keys.ts';

/**
 * The printed form of a token: `<projects>:<environments>.jtn_<64 hex>`, or `user:jtn_<64 hex>` for a personal one.
 * Of the 64 digits, 48 are random and the last 16 are the tag: the first 8 bytes of an HMAC over all before them.
 */
export const SECRET_PREFIX = 'jtn_';
export const RANDOM_BYTES = 24;
export const TAG_BYTES = 8;
const TAG_HEX_DIGITS = TAG_BYTES * 2;

/** The longest token there can be: two slugs of 32, the separators, `jtn_` and 64 digits. */
export const MAX_TOKEN_LENGTH = 32 + 1 + 32 + 1 + SECRET_PREFIX.length + 64;

const TOKEN_PATTERN =
  /^(?:user:|(?:\*|\[\]|[a-z0-9][a-z0-9_-]{0,31}):(?:\*|\[\]|[a-z0-9][a-z0-9_-]{0,31})\.)jtn_[0-9a-f]{64}$/;

/** Whether a string has the length and the shape of a token. Says nothing of its tag. */
export function isTokenShaped(presented: string): boolean {
  return presented.length <= MAX_TOKEN_LENGTH && TOKEN_PATTERN.test(presented);
}

/** Splits a token-shaped string into the part that the tag covers and the tag, 16 hex digits. */
export function splitTag(token: string): { body: string; tagHex: string } {
  return { body: token.slice(0, -TAG_HEX_DIGITS), tagHex: token.slice(-TAG_HEX_DIGITS) };
}

/** What stands before the random digits: `marketing:production.jtn_`, `[]:*.jtn_`, `user:jtn_`. */
export function tokenPrefix(of: {
  type: string;
  projects: readonly string[];
  environments: readonly string[];
}): string {
  if (of.type === 'personal') return `user:${SECRET_PREFIX}`;
  return `${label(of.projects)}:${label(of.environments)}.${SECRET_PREFIX}`;
}

function label(names: readonly string[]): string {
  const [first] = names;
  return names.length === 1 && first !== undefined ? first : '[]';
}

/** The longest string that can be a token of another make. */
export const MAX_IMPORTED_LENGTH = 2048;
/** RFC 6750 section 2.1's characters, and those that the formats of other systems add: `*:production.…`, `[]:…`. */
const IMPORTABLE = /^[A-Za-z0-9._~+/:*[\]-]{16,}=*$/;

/** Whether a string may be an imported token: none is shorter than 16 characters, has other ones, or looks like ours. */
export function isImportable(secret: string): boolean {
  return secret.length <= MAX_IMPORTED_LENGTH && IMPORTABLE.test(secret) && !isOurShape(secret);
}

/** Whether a string looks like what deployments of Jeton issue, but for JWTs: those of others look the same. */
export function isOurShape(presented: string): boolean {
  return isTokenShaped(presented) || isS3KeyShaped(presented);
}
