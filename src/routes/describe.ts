import type { ZodType } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../contract/error-codes.ts';
import { Problem } from '../contract/problem.ts';
import { Slug } from '../contract/text.ts';
import type { TokenType } from '../contract/token-types.ts';
import type { Consistency } from '../contract/tokens.ts';
import type { Access } from './authenticate.ts';
import type { ApiContext } from './context.ts';

/** How routes describe themselves to OpenAPI: an answer's body, a request's body, and the problems that may come. */
export function json<Schema extends ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody<Schema extends ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

/** What every authenticated route may answer besides. */
const ALWAYS: readonly ErrorCode[] = [
  'unauthenticated',
  'invalid_token',
  'token_expired',
  'token_revoked',
  'token_replaced',
  'token_disabled',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'token_not_yet_valid',
  'wrong_client',
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
  for (const code of new Set<ErrorCode>(['https_required', ...codes, 'internal_error'])) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const answers = [...byStatus].map(([status, of]) => [status, problemAnswer(status, of)] as const);
  // 500 is always among them.
  return Object.fromEntries(answers) as Record<500, ReturnType<typeof problemAnswer>>;
}

/** The examples and headers are components of the document: see operation/openapi/components.ts. */
function problemAnswer(status: number, codes: ErrorCode[]) {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  const names = ['Request-Id', ...(HEADERS[status] ?? [])];
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    content: { 'application/problem+json': { schema: Problem, examples: Object.fromEntries(examples) } },
  };
}

/** What else a status always says. */
const HEADERS: Record<number, string[]> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The security requirement of a route that takes a bearer token. */
export const BEARER = [{ bearer: [] }];

/** That of a route which takes none: whoever has no token yet, or asks what is public. */
export const NO_TOKEN = [];

/** That of a route which takes a mail address and a password too. */
export const BY_PASSWORD = [{ basic: [] }];

/** That of a route which OAuth clients call (RFC 6749 section 2.3.1): a token's id and its secret, by Basic. */
export const BY_CLIENT = [{ client: [] }];

/** The types of token that may manage the deployment, as far as their owner's roles permit. */
export const MANAGERS: readonly TokenType[] = ['admin', 'personal', 'master'];

/** Where the right is asked that a route needs; left out: everywhere, that is of a root role. */
type Asked = {
  /** In the project of the path; to those without a part in it, it looks like one that does not exist. */
  inProject?: boolean;
  /** In the project that the query names; everywhere where it names none. */
  inAskedProject?: boolean;
  /** In any one project: for what the deployment shares. */
  anywhere?: boolean;
  /** The path parameter that names the thing: a namespace that a group guards is refused by name. */
  named?: string;
};

/** Access for management: reading may rely on copies within the staleness bound, every write asks the truth. */
export function manages(resource: string, action: string, asked: Asked = {}): Access {
  const { inProject = false, inAskedProject = false, anywhere = false, named } = asked;
  const whole = [{ resource, name: '*', action }];
  const name = (c: ApiContext) => Slug.safeParse(named === undefined ? '*' : c.req.param(named)).data ?? '*';
  return {
    types: MANAGERS,
    requires: named === undefined ? () => whole : (c) => [{ resource, name: name(c), action }],
    ...(inProject && { project: (c: ApiContext) => c.req.param('project') ?? '' }),
    ...(inAskedProject && { project: askedProject }),
    anywhere,
    consistency: action === 'read' ? 'bounded' : 'strict',
  };
}

/** Read as the validator reads it: what is no name of one, or several, never gets past that. */
function askedProject(c: ApiContext): string | null {
  const [first, ...others] = c.req.queries('project') ?? [];
  return others.length > 0 ? null : (Slug.safeParse(first).data ?? null);
}

/** Access for what the domain decides by the thing itself: any manager is let in, and may be told that it is not there. */
export function managesItself(consistency: Consistency): Access {
  return { types: MANAGERS, consistency };
}
