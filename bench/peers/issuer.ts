/** Whose signed tokens jeton/hono and hono/jwk take here, and for whom they are. */
export const ISSUER = 'https://jeton.example';
export const AUDIENCE = 'https://orders.example';
/** What jeton/hono asks of a token besides. */
export const SCOPE = 'orders:read';

export const JWKS_URL = `${ISSUER}/.well-known/jwks.json`;
export const STATUS_LIST_URL = `${ISSUER}/.well-known/status-lists/1`;
