import type { ZodType } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../contract/error-codes.ts';
import { Problem } from '../contract/problem.ts';
import type { TokenType } from '../contract/tokens.ts';
import type { Access } from './authenticate.ts';

/** How routes describe themselves to OpenAPI: an answer's body, a request's body, and the problems that may come. */
export function json<Schema extends ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody<Schema extends ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** What every authenticated route may answer besides. */
const ALWAYS: readonly ErrorCode[] = [
  'https_required',
  'unauthenticated',
  'invalid_token',
  'token_expired',
  'token_revoked',
  'token_replaced',
  'token_disabled',
  'token_not_yet_valid',
  'address_not_allowed',
  'origin_not_allowed',
  'rate_limited',
  'unavailable',
];

/** Typed as one status without its content: a handler may then also return what `fail` made of a denial. */
type Problems = { 500: { description: string } };

/** The problem answers of a route, by status. */
export function problems(...codes: ErrorCode[]): Problems {
  return openProblems(...ALWAYS, ...codes);
}

/** The same for a route that takes no token. */
export function openProblems(...codes: ErrorCode[]): Problems {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set<ErrorCode>([...codes, 'internal_error'])) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: Problem } };
  const answers = [...byStatus].map(([status, of]) => {
    return [status, { description: of.map((code) => `\`${code}\``).join(', '), content }];
  });
  return Object.fromEntries(answers);
}

/** The security requirement of a route that takes a bearer token. */
export const BEARER = [{ bearer: [] }];

/** The types of token that may manage the deployment. */
const MANAGERS: readonly TokenType[] = ['admin', 'personal'];

/** Access for management: reading may rely on copies within the staleness bound, every write asks the truth. */
export function manages(resource: string, action: string): Access {
  const need = [{ resource, name: '*', action }];
  const reads = action === 'read';
  return { types: MANAGERS, requires: () => need, consistency: reads ? 'bounded' : 'strict' };
}
