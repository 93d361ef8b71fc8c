import { literalParts, matchesPattern } from '../../contract/claim-patterns.ts';
import { SHARED_ISSUERS } from '../../contract/trusted-issuers.ts';
import type { Denial } from '../denial.ts';

/** For each claim the patterns of which it must match one. */
export type ClaimRules = Readonly<Record<string, readonly string[]>>;
export type Claims = Readonly<Record<string, unknown>>;

/** CI jobs run for hours; what lives longer is no token of a job. */
const MAX_LIFE_SECONDS = 86_400;
/** Clocks may differ this much, either way. */
const SKEW_SECONDS = 60;

/** Whether claims keep every rule. Only a string can: a list or a number is not held against what was written for a string. */
export function keepsRules(rules: ClaimRules, claims: Claims): boolean {
  const all = Object.entries(rules);
  return (
    all.length > 0 &&
    all.every(([name, patterns]) => {
      // `constructor` is a name too.
      const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
      return typeof claim === 'string' && patterns.some((pattern) => matchesPattern(pattern, claim));
    })
  );
}

/** Refuses rules that anybody who can run a job at a shared issuer could keep. */
export function refuseRules(issuer: string, rules: ClaimRules): Denial | null {
  const telling = Object.hasOwn(SHARED_ISSUERS, issuer) ? SHARED_ISSUERS[issuer] : undefined;
  if (telling === undefined) return null;
  const owned = Object.entries(telling).some(([name, parts]) => {
    const patterns = Object.hasOwn(rules, name) ? (rules[name] ?? []) : [];
    return patterns.length > 0 && patterns.every((pattern) => literalParts(pattern) >= parts);
  });
  if (owned) return null;
  const names = Object.keys(telling).join(', ');
  return { reason: 'invalid', field: 'claims', message: `must say in full whose jobs are let in, by one of ${names}` };
}

/** Whether a token is for this audience, RFC 7519 section 4.1.3. */
export function isFor(audience: string, { aud }: Claims): boolean {
  return aud === audience || (Array.isArray(aud) && aud.includes(audience));
}

/** What is wrong with the times of a token, as a clause; null: nothing. */
export function refuseTimes({ exp, iat, nbf }: Claims, nowSeconds: number): string | null {
  if (!isTime(exp)) return 'it does not say when it ends';
  if (!isTime(iat)) return 'it does not say when it was made';
  if (nbf !== undefined && !isTime(nbf)) return 'its beginning is no time';
  if (exp + SKEW_SECONDS <= nowSeconds) return 'it has expired';
  if (iat - SKEW_SECONDS > nowSeconds) return 'it was made in the future';
  if (nbf !== undefined && nbf - SKEW_SECONDS > nowSeconds) return 'it is not valid yet';
  if (exp - iat > MAX_LIFE_SECONDS) return 'it lives longer than a day';
  return null;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
