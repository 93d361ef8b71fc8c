import type { Verified } from '../contract/binding.ts';
import { ERROR_CODES } from '../contract/error-codes.ts';

/*
 * A deployment, or a binding to it, that is not fit to run says so: to the log in full, to callers without a word of it.
 */
const DETAIL = 'The deployment is misconfigured; its log says how.';

export function refuseToRun(error: unknown): Response {
  const requestId = logMisconfigured(error);
  const { status, title, fix } = ERROR_CODES.internal_error;
  const problem = {
    type: 'urn:jeton:error:internal_error',
    title,
    status,
    detail: DETAIL,
    code: 'internal_error',
    fix,
    requestId,
  };
  return new Response(JSON.stringify(problem), { status, headers: { 'Content-Type': 'application/problem+json' } });
}

export function refuseToVerify(error: unknown): Verified {
  logMisconfigured(error);
  return { active: false, code: 'internal_error', detail: DETAIL };
}

function logMisconfigured(error: unknown): string {
  const requestId = `req_${crypto.randomUUID()}`;
  const reason = error instanceof Error ? error.message : 'unknown';
  console.error(JSON.stringify({ message: 'misconfigured', requestId, error: reason }));
  return requestId;
}
