import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/contract/error-codes.ts';

describe('error codes', () => {
  it.each(Object.entries(ERROR_CODES))(
    '%s has a status of its kind, a title and a fix',
    (code, { status, title, fix }) => {
      expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(fix).toMatch(/\.$/);
    },
  );

  it.each([
    ['rate_limited', 429],
    ['unauthenticated', 401],
    ['invalid_token', 401],
    ['token_expired', 401],
    ['token_revoked', 401],
    ['token_replaced', 401],
    ['token_disabled', 401],
    ['insufficient_scope', 403],
    ['wrong_token_type', 403],
    ['https_required', 403],
    ['not_found', 404],
    ['payload_too_large', 413],
    ['idempotency_mismatch', 422],
    ['unavailable', 503],
  ] as const)('clients count on it: %s is %i', (code, status) => {
    expect(ERROR_CODES[code].status).toBe(status);
  });
});
