import type { ErrorCode } from '../../src/contract/error-codes.ts';
import type { JetonToken } from './token.ts';

/** Why a request is not let in: a code of docs/errors.md, a sentence for people, and what the answer carries besides. */
export type Refused = {
  active: false;
  code: ErrorCode;
  detail: string;
  /** With `insufficient_scope`: what the request needs. */
  scope?: string;
  /** With `use_dpop_nonce`: the nonce to prove with. */
  nonce?: string;
  /** The token, where it is good but not enough. */
  token?: JetonToken;
  /** It was presented with the scheme DPoP, RFC 9449. */
  dpop?: boolean;
};

export type Verdict = { active: true; code: null; token: JetonToken } | Refused;

export function refused(code: ErrorCode, detail: string, more: Partial<Refused> = {}): Refused {
  return { active: false, code, detail, ...more };
}

/** Neither let in nor refused: who asks again in a moment may be told. */
export function unavailable(what: string): Refused {
  return refused('unavailable', `${what} cannot be had just now, so nothing can be said of the token.`);
}
