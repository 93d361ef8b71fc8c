/**
 * Every error code that Jeton can answer with. Clients switch on `code`; each has a section in `docs/errors.md`.
 * `status` is the HTTP status, `title` the RFC 9457 title, `fix` what the caller can do about it.
 */
export const ERROR_CODES = {
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    fix: 'Correct the field that the detail names and send the request again.',
  },
  unauthenticated: {
    status: 401,
    title: 'Credentials are missing or wrong',
    fix: 'Send the token in the header: Authorization: Bearer <token>. Where a password or a set-up code was sent, correct it.',
  },
  invalid_token: {
    status: 401,
    title: 'The token is not valid',
    fix: 'Check that the whole token was copied. If it was purged or made by another deployment, create a new one.',
  },
  token_expired: {
    status: 401,
    title: 'The token has expired',
    fix: 'Create a new token; an expired one cannot be brought back.',
  },
  token_revoked: {
    status: 401,
    title: 'The token was revoked',
    fix: 'Ask the owner of the token for a new one; a revocation is final.',
  },
  token_replaced: {
    status: 401,
    title: 'The secret was replaced by a refresh',
    fix: 'Use the secret that the refresh returned.',
  },
  token_disabled: {
    status: 401,
    title: 'The token is disabled',
    fix: 'Ask an administrator to enable it: POST /v1/tokens/{id}/enable.',
  },
  invalid_dpop_proof: {
    status: 401,
    title: 'The proof of possession is not valid',
    fix: 'Send the token with the scheme DPoP, and a fresh proof by the key that it is bound to in the DPoP header.',
  },
  use_dpop_nonce: {
    status: 401,
    title: 'The proof of possession needs a nonce',
    fix: 'Make the proof again with the value of the header DPoP-Nonce as its nonce.',
  },
  invalid_client: {
    status: 401,
    title: 'The client is not who it says',
    fix: "Send a token's id as client_id and its secret as client_secret, by HTTP Basic or in the form.",
  },
  unauthorized_client: {
    status: 400,
    title: 'The client may not use this grant',
    fix: 'Use a token of type client or access that was not itself exchanged; the detail says what stands in the way.',
  },
  unsupported_grant_type: {
    status: 400,
    title: 'There is no such grant type',
    fix: 'Send grant_type=client_credentials, or urn:ietf:params:oauth:grant-type:token-exchange.',
  },
  unsupported_token_type: {
    status: 400,
    title: 'A token of this type is not revoked like this',
    fix: 'Send the credentials of who may delete it, or use DELETE /v1/tokens/{id}.',
  },
  invalid_scope: {
    status: 400,
    title: 'The scope is not one that can be given',
    fix: 'Ask for words like namespace:marketing:read that the token you present covers, or leave the scope out.',
  },
  invalid_target: {
    status: 400,
    title: 'The token cannot be made for that audience',
    fix: 'Send audience or resource as the resource server calls itself; a signed token is exchanged within its own audience.',
  },
  token_not_yet_valid: {
    status: 401,
    title: 'The token is not valid yet',
    fix: 'Wait until the time in notBefore.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The token lacks a grant',
    fix: 'Use a token that holds the scope named in the answer, or have it added to the grants of this one.',
  },
  wrong_environment: {
    status: 403,
    title: 'The token is for another environment',
    fix: 'Use a token that was made for this environment.',
  },
  wrong_client: {
    status: 403,
    title: 'The token is locked to another client',
    fix: 'Call from a client that the token is locked to.',
  },
  wrong_token_type: {
    status: 403,
    title: 'This route does not take this type of token',
    fix: 'Use one of the token types that the detail names.',
  },
  address_not_allowed: {
    status: 403,
    title: 'The token is not allowed from this address',
    fix: 'Call from an address inside the allowedIps of the token.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'The token is not allowed from this origin',
    fix: 'Add the origin to the allowedOrigins of the token.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing, or it is not yours to see',
    fix: 'Check the id in the address.',
  },
  conflict: {
    status: 409,
    title: 'The request does not fit the present state',
    fix: 'Read the present state, resolve what the detail names, then try again.',
  },
  limit_reached: {
    status: 409,
    title: 'A limit is reached',
    fix: 'Delete what is no longer used, or raise the limit in the settings of the deployment.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'The idempotency key was used for another request',
    fix: 'Use a new Idempotency-Key for a new request; repeat the very same body to repeat the old one.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    fix: 'Send a smaller body; the detail names the bound in bytes.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many failed attempts',
    fix: 'Wait for the seconds in Retry-After.',
  },
  https_required: {
    status: 403,
    title: 'Plain HTTP is refused',
    fix: 'Use https://. The credential of this request travelled in clear: replace it.',
  },
  unavailable: {
    status: 503,
    title: 'Storage, or a service that the answer needs, cannot answer just now',
    fix: 'Repeat the request after the seconds in Retry-After.',
  },
  origin_failed: {
    status: 502,
    title: 'The origin cannot be reached',
    fix: 'Repeat the request later.',
  },
  origin_timeout: {
    status: 504,
    title: 'The origin cannot be reached in time',
    fix: 'Repeat the request later.',
  },
  internal_error: {
    status: 500,
    title: 'Something failed on our side',
    fix: 'Repeat the request; if it fails again, report the requestId.',
  },
} as const satisfies Record<string, { status: number; title: string; fix: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;
