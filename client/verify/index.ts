import { covers } from '../../src/contract/scopes.ts';
import { answerRefused } from './answer.ts';
import { type Require, readRequire } from './ask.ts';
import { type RequestLike, readOptions, type VerifierOptions } from './options.ts';
import type { JetonToken } from './token.ts';
import type { Refused, Verdict } from './verdict.ts';
import { check, createState } from './verifier.ts';

export type { SignedClaims } from '../../src/contract/signed-tokens.ts';
export type { Require } from './ask.ts';
export type { JetonBinding } from './binding.ts';
export type { HttpOptions, OpaqueOptions, RequestLike, VerifierOptions } from './options.ts';
export type { Grant, JetonToken, Requirement } from './token.ts';
export type { Refused, Verdict } from './verdict.ts';

/** What is asked of a token besides being good; what is left out is not asked. */
export type Question = {
  /** A scope word such as `orders:read` (any name) or `orders:eu:read`, its parts, or several: all are needed. */
  require?: Require;
  environment?: string;
  project?: string;
  /** Lets work finish behind the answer: `ctx.waitUntil` on Workers. */
  waitUntil?: (work: Promise<unknown>) => void;
};

export type Verifier = {
  /**
   * Whether a request is let in by its `Authorization` header (RFC 6750, RFC 9449). Never rejects: a token that is not good,
   * and an issuer that cannot be reached, are verdicts.
   */
  verify(request: RequestLike, question?: Question): Promise<Verdict>;
  /** The answer to a request that is not let in: problem details (RFC 9457) with `WWW-Authenticate`. */
  answer(refused: Refused): Response;
};

/**
 * What decides whether requests are let in; one for as long as the program runs, for it remembers what it has fetched and
 * verified. Throws a TypeError for options that could never work. Fetches nothing before the first request.
 *
 * @example
 * const verifier = createVerifier({ issuer: 'https://jeton.example.com', audience: 'https://orders.example.com' });
 * const verdict = await verifier.verify(request, { require: 'orders:read' });
 * if (!verdict.active) return verifier.answer(verdict);
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readOptions(options);
  const state = createState(settings);
  return {
    verify: async (request, { require, environment = null, project = null, waitUntil = letBe } = {}) =>
      check(state, request, { require: readRequire(require), environment, project }, waitUntil),
    answer: (refused) => answerRefused(refused, settings),
  };
}

/**
 * Whether a token that was let in holds these grants too. A requirement that is none is never held.
 *
 * @example
 * if (allows(token, `orders:${order.region}:write`)) …
 */
export function allows(token: JetonToken, require: Require): boolean {
  return readRequire(require).every((need) => need !== null && covers(token.grants, need));
}

/** Where nothing ends with the answer, work needs nobody to wait for it. */
function letBe(): void {}
