import type { Requirement } from '../contract/grants.ts';
import type { OAuthCode } from '../contract/oauth.ts';
import type { TokenType } from '../contract/token-types.ts';

/** Why a presented credential was refused. Each arm carries what its answer may tell the caller, and no more. */
export type TokenDenial =
  | { reason: 'missing_credentials' }
  | { reason: 'unknown_token' }
  | { reason: 'expired'; at: number }
  | { reason: 'revoked'; at: number }
  | { reason: 'replaced'; at: number }
  | { reason: 'disabled' }
  | { reason: 'not_yet_valid'; notBefore: number }
  | { reason: 'wrong_type'; type: TokenType; takes: readonly TokenType[] }
  | { reason: 'wrong_environment'; environment: string; allowed: readonly string[] }
  | { reason: 'wrong_client'; clients: readonly string[] }
  | { reason: 'wrong_audience' }
  | { reason: 'address_not_allowed' }
  | { reason: 'origin_not_allowed' }
  /** The proof of possession is missing or wrong, `why` a clause about it; or it needs this nonce. */
  | { reason: 'bad_proof'; why: string }
  | { reason: 'use_nonce'; nonce: string }
  | { reason: 'insufficient_scope'; need: Requirement }
  /** The token of another issuer, `why` a clause about it that tells no rule of ours. */
  | { reason: 'foreign_token_refused'; why: string }
  | { reason: 'too_many_failures'; retryAfterSeconds: number };

/** Why a request, its caller known, is not carried out. `not_found` is also the answer for what is another's. */
export type Denial =
  | TokenDenial
  | { reason: 'not_found' }
  /** A session of the console, for a request that comes from elsewhere. */
  | { reason: 'foreign_origin' }
  | { reason: 'beyond_caller'; what: string }
  | { reason: 'invalid'; field: string; message: string }
  | { reason: 'conflict'; message: string }
  | { reason: 'limit_reached'; message: string; of?: 'personal_tokens' }
  | { reason: 'outside_group'; what: string; group: string }
  | { reason: 'setup_refused' }
  | { reason: 'wrong_password' }
  | { reason: 'idempotency_mismatch' }
  | { reason: 'mail_failed'; why: string }
  | { reason: 'issuer_unreachable'; why: string }
  /** An OAuth request that asks for what its client does not get; `message` a clause about it. */
  | { reason: 'not_granted'; code: OAuthCode; message: string }
  /** What a token was to be exchanged from has changed since it was looked at. */
  | { reason: 'source_changed' }
  | { reason: 'too_large'; limitBytes: number }
  /** A client key that is not one of the property's. */
  | { reason: 'client_key_refused' }
  /** The origin of a property: nobody answered, `why` a clause about it; or not in time. */
  | { reason: 'origin_failed'; why: string }
  | { reason: 'origin_timeout'; seconds: number };
