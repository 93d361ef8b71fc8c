export const TOKEN_TYPES = ['admin', 'personal', 'master', 'client', 'frontend', 'access'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_STATUSES = ['active', 'not_yet_valid', 'disabled', 'expired', 'revoked'] as const;
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

/** `jwt`: signed, so that whoever knows the public keys can check it without asking (RFC 9068). */
export const TOKEN_FORMATS = ['opaque', 'jwt'] as const;
export type TokenFormat = (typeof TOKEN_FORMATS)[number];

export const TOKEN_SORTS = ['created', '-created', 'name', '-name', 'expires', '-expires'] as const;
export type TokenSort = (typeof TOKEN_SORTS)[number];

/** Reasons after RFC 5280 section 5.3.1, as far as they fit a token. */
export const REVOCATION_REASONS = [
  'unspecified',
  'key_compromise',
  'superseded',
  'affiliation_changed',
  'privilege_withdrawn',
  'cessation_of_operation',
] as const;
