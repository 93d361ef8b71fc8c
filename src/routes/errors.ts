import { DPOP_ALGORITHMS } from '../contract/dpop.ts';
import { ERROR_CODES, type ErrorCode } from '../contract/error-codes.ts';
import { formatInstant } from '../contract/expiry.ts';
import type { Problem } from '../contract/problem.ts';
import { formatScope } from '../contract/scopes.ts';
import type { Denial } from '../domain/denial.ts';
import { codeOf } from '../domain/denial-codes.ts';
import type { ApiContext } from './context.ts';
import { requestId } from './request-id.ts';

type Extra = { errors?: Problem['errors']; scope?: string; headers?: Record<string, string> };

/** How long a caller waits after storage failed: long enough for an overload to pass, short enough for a person. */
const UNAVAILABLE_RETRY_SECONDS = '2';
/** An issuer that failed is left alone for as long. */
const ISSUER_RETRY_SECONDS = '10';

/** What of a request the answer to a denial depends on. `deployment`: where a token is had, null where nobody knows. */
export type Asked = { requestId: string; authorization: string | null; deployment: string | null };

/** Answers with problem details (RFC 9457): a code for programs, a sentence and a fix for people, a request id for us. */
export function problem(c: ApiContext, code: ErrorCode, detail: string, extra: Extra = {}): Response {
  return answer(askedOf(c), code, detail, extra);
}

/** At the address that people set, else where this request came to. */
function askedOf(c: ApiContext): Asked {
  const { url } = c.req;
  const deployment = c.env.services.publicUrl ?? url.slice(0, url.indexOf('/', 'https://'.length));
  return { requestId: requestId(c), authorization: c.req.header('authorization') ?? null, deployment };
}

function answer(asked: Asked, code: ErrorCode, detail: string, extra: Extra = {}): Response {
  const { status, title, fix } = ERROR_CODES[code];
  const { headers, ...members } = extra;
  const { requestId } = asked;
  const body = { type: `urn:jeton:error:${code}`, title, status, detail, code, fix, requestId, ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...challenge(asked, code, detail, extra.scope),
      ...headers,
    },
  });
}

/**
 * RFC 6750 section 3: every 401, and a 403 for want of scope, says how to authenticate and what was wrong; to who came with
 * a proof of possession, or should have, as RFC 9449 section 7.1 has it.
 */
function challenge(asked: Asked, code: ErrorCode, detail: string, scope: string | undefined): Record<string, string> {
  const { status } = ERROR_CODES[code];
  if (code === 'unauthenticated') {
    return { 'WWW-Authenticate': `Bearer realm="jeton"${metadata(asked)}, DPoP ${ALGORITHMS}` };
  }
  if ((status === 401 || code === 'insufficient_scope') && speaksDpop(asked, code)) {
    const error = status === 401 && !DPOP_CODES.includes(code) ? 'invalid_token' : code;
    const more = scope === undefined ? `error_description="${detail}"` : `scope="${scope}"`;
    return { 'WWW-Authenticate': `DPoP error="${error}", ${more}, ${ALGORITHMS}${metadata(asked)}` };
  }
  if (code === 'insufficient_scope') {
    const wanted = scope === undefined ? '' : `, scope="${scope}"`;
    return { 'WWW-Authenticate': `Bearer realm="jeton", error="insufficient_scope"${wanted}${metadata(asked)}` };
  }
  if (status !== 401) return {};
  const what = `error="invalid_token", error_description="${detail}"`;
  return { 'WWW-Authenticate': `Bearer realm="jeton", ${what}${metadata(asked)}` };
}

/** Where a token is had, RFC 9728 section 5.1. */
function metadata({ deployment }: Asked): string {
  return deployment === null ? '' : `, resource_metadata="${deployment}/.well-known/oauth-protected-resource"`;
}

const ALGORITHMS = `algs="${DPOP_ALGORITHMS.join(' ')}"`;
const DPOP_CODES: readonly ErrorCode[] = ['invalid_dpop_proof', 'use_dpop_nonce'];

function speaksDpop({ authorization }: Asked, code: ErrorCode): boolean {
  return DPOP_CODES.includes(code) || /^dpop /i.test(authorization ?? '');
}

/** Storage cannot answer, or cannot vouch for what it holds. */
export function unavailable(c: ApiContext): Response {
  return answerThrown(askedOf(c), true);
}

/** What was thrown: by storage, which may pass; or by a bug of ours. */
export function answerThrown(asked: Asked, byStorage: boolean): Response {
  if (!byStorage) {
    return answer(asked, 'internal_error', 'Something failed on our side; the log has it under the request id.');
  }
  const headers = { 'Retry-After': UNAVAILABLE_RETRY_SECONDS };
  const detail = 'Storage cannot answer just now; nothing was changed that you were not told of.';
  return answer(asked, 'unavailable', detail, { headers });
}

/** What an answer says besides its code: the sentence, and what else the wire carries. */
type Words = [detail: string, extra?: Extra];

/** Answers a denial. */
export function fail(c: ApiContext, denial: Denial): Response {
  return answerDenial(askedOf(c), denial);
}

/** The same for what is no request of the API. */
export function answerDenial(asked: Asked, denial: Denial): Response {
  return answer(asked, codeOf(denial), ...wordsOf(denial));
}

/** The code of a denial and its sentence, where they are one row's of many. */
export function explain(denial: Denial): { code: ErrorCode; detail: string } {
  const [detail] = wordsOf(denial);
  return { code: codeOf(denial), detail };
}

/**
 * The words of a denial on the wire; its code is {@link codeOf}. What the caller may not tell apart is the same in both; an
 * arm that is not mapped does not compile.
 */
function wordsOf(denial: Denial): Words {
  switch (denial.reason) {
    case 'missing_credentials':
      return ['No bearer token was presented.'];
    case 'unknown_token':
      return ['The token was not issued here, was mistyped, or has been purged.'];
    case 'expired':
      return [`The token expired at ${formatInstant(denial.at)}.`];
    case 'revoked':
      return [`The token was revoked at ${formatInstant(denial.at)}.`];
    case 'replaced':
      return [`This secret was replaced at ${formatInstant(denial.at)}.`];
    case 'disabled':
      return ['The token is disabled.'];
    case 'not_yet_valid':
      return [`The token is valid from ${formatInstant(denial.notBefore)}.`];
    case 'wrong_type':
      return [`This route takes ${denial.takes.join(', ')} tokens; this one is of type ${denial.type}.`];
    case 'wrong_environment':
      return [`The token is for ${denial.allowed.join(', ')}, not for ${denial.environment}.`];
    case 'wrong_client':
      return [
        `The token is locked to ${denial.clients.join(', ') || 'no client'}; this request does not prove to come from there.`,
      ];
    case 'wrong_audience':
      return ['The token is for another audience.'];
    case 'address_not_allowed':
      return ['The token is not allowed from the address of this request.'];
    case 'origin_not_allowed':
      return ['The token is not allowed from the origin of this request.'];
    case 'foreign_origin':
      return ['A session of the console is good for what its own pages ask, and nothing else.'];
    case 'bad_proof':
      return [`The proof of possession is refused: ${denial.why}.`];
    case 'use_nonce':
      return [
        'The proof of possession must hold the nonce of this answer.',
        { headers: { 'DPoP-Nonce': denial.nonce } },
      ];
    case 'foreign_token_refused':
      return [`The token of another issuer is refused: ${denial.why}.`];
    case 'insufficient_scope': {
      const scope = formatScope(denial.need);
      return [`The token lacks ${scope}.`, { scope }];
    }
    case 'beyond_caller':
      return [`The ${denial.what} asked for go beyond those of the token that asks.`];
    case 'too_many_failures': {
      const seconds = String(denial.retryAfterSeconds);
      return [`Try again in ${seconds} seconds.`, { headers: { 'Retry-After': seconds } }];
    }
    case 'outside_group':
      return [`The ${denial.what} is for people of group ${denial.group}.`];
    case 'setup_refused':
      return ['The set-up code is wrong, or set-up is closed.'];
    case 'wrong_password':
      return ['The mail address or the password is wrong.'];
    case 'not_found':
      return ['There is nothing here that you may see.'];
    case 'invalid': {
      const { field, message } = denial;
      return [`${field}: ${message}`, { errors: [{ field, message }] }];
    }
    case 'conflict':
      return [`${denial.message}.`];
    case 'limit_reached':
      return [`${denial.message}.`];
    case 'idempotency_mismatch':
      return ['This Idempotency-Key was used for a request with another body.'];
    case 'mail_failed': {
      const detail = `The mail could not be sent (${denial.why}), so the link in it was revoked; nothing was handed over.`;
      return [detail, { headers: { 'Retry-After': UNAVAILABLE_RETRY_SECONDS } }];
    }
    case 'issuer_unreachable': {
      const detail = `The keys of the issuer cannot be had just now: ${denial.why}.`;
      return [detail, { headers: { 'Retry-After': ISSUER_RETRY_SECONDS } }];
    }
    case 'not_granted':
      return [`${denial.message}.`];
    case 'source_changed':
      return ['What the token was to be exchanged from has just changed.'];
    case 'client_key_refused':
      return ['The client key is not one of this property.'];
    case 'origin_failed':
      return [`The origin gave no answer: ${denial.why}.`];
    case 'origin_timeout':
      return [`The origin did not begin to answer within ${denial.seconds} seconds.`];
    case 'too_large':
      return [`The body is larger than ${denial.limitBytes} bytes.`];
  }
}
