import type { ErrorCode } from '../contract/error-codes.ts';
import type { Denial } from './denial.ts';

/** What a denial is called on the wire. OAuth's say it themselves. */
const CODES: Record<Exclude<Denial['reason'], 'not_granted'>, ErrorCode> = {
  missing_credentials: 'unauthenticated',
  unknown_token: 'invalid_token',
  expired: 'token_expired',
  revoked: 'token_revoked',
  replaced: 'token_replaced',
  disabled: 'token_disabled',
  not_yet_valid: 'token_not_yet_valid',
  wrong_type: 'wrong_token_type',
  wrong_environment: 'wrong_environment',
  wrong_client: 'wrong_client',
  wrong_audience: 'invalid_token',
  address_not_allowed: 'address_not_allowed',
  origin_not_allowed: 'origin_not_allowed',
  foreign_origin: 'origin_not_allowed',
  bad_proof: 'invalid_dpop_proof',
  use_nonce: 'use_dpop_nonce',
  foreign_token_refused: 'invalid_token',
  insufficient_scope: 'insufficient_scope',
  beyond_caller: 'insufficient_scope',
  too_many_failures: 'rate_limited',
  outside_group: 'insufficient_scope',
  setup_refused: 'unauthenticated',
  wrong_password: 'unauthenticated',
  not_found: 'not_found',
  invalid: 'invalid_request',
  conflict: 'conflict',
  limit_reached: 'limit_reached',
  idempotency_mismatch: 'idempotency_mismatch',
  mail_failed: 'unavailable',
  issuer_unreachable: 'unavailable',
  source_changed: 'conflict',
  client_key_refused: 'invalid_token',
  origin_failed: 'origin_failed',
  origin_timeout: 'origin_timeout',
  too_large: 'payload_too_large',
};

/** The code of a denial: what its answer says, and what it is counted under. */
export function codeOf(denial: Denial): ErrorCode {
  return denial.reason === 'not_granted' ? denial.code : CODES[denial.reason];
}
