import type { VerifyDeps } from '../domain/tokens/verify.ts';
import { changeDepsOf, verifyDepsOf } from '../invocation.ts';
import { type ApiContext, background } from './context.ts';
import { requestId } from './request-id.ts';

/** What validation needs, from what entered at the top. */
export function verifyDeps(c: ApiContext): VerifyDeps {
  return verifyDepsOf(c.env, background(c), () => requestId(c));
}

/** What a change of a token needs. */
export function changeDeps(c: ApiContext) {
  return changeDepsOf(c.env, background(c));
}
