import { ERROR_CODES, type ErrorCode } from '../../contract/error-codes.ts';
import { OAuthError, type OAuthErrorName } from '../../contract/oauth.ts';
import { Problem } from '../../contract/problem.ts';
import type { Denial } from '../../domain/denial.ts';
import { countFailure } from '../authenticate.ts';
import type { ApiContext } from '../context.ts';
import { openProblems } from '../describe.ts';
import { explain, fail } from '../errors.ts';
import { requestId } from '../request-id.ts';

/** Every way in which a client can authenticate, RFC 6749 section 5.2. */
const CHALLENGE = 'Basic realm="jeton"';

/** Answers a denial as OAuth has it: `error` of RFC 6749 section 5.2, and what exactly under `code`. */
export function failOAuth(c: ApiContext, refused: Denial): Response {
  const denial = countFailure(c, refused);
  const error = errorOf(denial);
  if (error === null) return fail(c, denial);
  if (denial.reason === 'use_nonce') return answer(c, error, denial, { 'DPoP-Nonce': denial.nonce });
  return error === 'invalid_client' ? refuseClient(c, denial) : answer(c, error, denial);
}

/** Answers what is no form, or not the one that the route takes. */
export function failForm(c: ApiContext, denial: Denial): Response {
  return answer(c, 'invalid_request', denial);
}

/** Answers a client whose id and secret do not let it in: `invalid_client`, whatever it is that is wrong with them. */
export function failClient(c: ApiContext, refused: Denial): Response {
  const denial = countFailure(c, refused);
  if (denial.reason === 'invalid') return failForm(c, denial);
  if (errorOf(denial) === null) return fail(c, denial);
  return refuseClient(c, denial);
}

function refuseClient(c: ApiContext, denial: Denial): Response {
  return answer(c, 'invalid_client', denial, { 'WWW-Authenticate': CHALLENGE });
}

/** The `error` of a denial; null: it is no matter of OAuth, and answered as everywhere. */
function errorOf(denial: Denial): OAuthErrorName | null {
  switch (denial.reason) {
    case 'too_many_failures':
    case 'issuer_unreachable':
    case 'too_large':
      return null;
    case 'not_granted':
      return denial.code;
    case 'bad_proof':
      return 'invalid_dpop_proof';
    case 'use_nonce':
      return 'use_dpop_nonce';
    case 'insufficient_scope':
    case 'beyond_caller':
    case 'outside_group':
      return 'invalid_scope';
    case 'invalid':
      return ERRORS_OF_FIELDS[denial.field] ?? 'invalid_request';
    default:
      // RFC 8693 section 2.2.2: so is a token that cannot be exchanged, whatever is wrong with it.
      return 'invalid_request';
  }
}

const ERRORS_OF_FIELDS: Record<string, OAuthErrorName> = {
  scope: 'invalid_scope',
  grants: 'invalid_scope',
  projects: 'invalid_scope',
  environments: 'invalid_scope',
  audience: 'invalid_target',
};

function answer(c: ApiContext, error: OAuthErrorName, denial: Denial, headers: Record<string, string> = {}): Response {
  const { code, detail } = explain(denial);
  const body: OAuthError = {
    error,
    error_description: plain(detail),
    code,
    fix: ERROR_CODES[code].fix,
    requestId: requestId(c),
  };
  return Response.json(body, { status: error === 'invalid_client' ? 401 : 400, headers });
}

/** RFC 6749 section 5.2 allows neither quotes and backslashes nor what is not ASCII. */
function plain(text: string): string {
  return text.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7e]/g, '?');
}

/** The refusals of a route that speaks OAuth: its own at 400 and 401, problem documents for all else. */
export function oauthProblems(...codes: ErrorCode[]) {
  const problems: Record<string, unknown> = openProblems(...codes);
  const own = { 'application/json': { schema: OAuthError } };
  const both = { ...own, 'application/problem+json': { schema: Problem } };
  const bearer = codes.filter((code) => ERROR_CODES[code].status === 401).map((code) => `\`${code}\``);
  const answers = {
    400: { description: '`error` says what is wrong, `code` what exactly', content: own },
    401: {
      description: ['The client is refused', ...bearer].join(', '),
      content: bearer.length > 0 ? both : own,
    },
  };
  return Object.assign(openProblems(), problems, answers);
}
