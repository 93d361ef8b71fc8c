import type { TokenCopy } from '../../contract/token-copy.ts';
import type { VerifyTokenBody } from '../../contract/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { ok, type Result } from '../result.ts';
import { type VerifyDeps, verifyToken } from './verify.ts';

/**
 * The verdict on another's token, for a caller who guards something with it. The caller's connection is not the
 * holder's: it passes on the holder's address and origin, and a token bound to either is refused where it does not.
 * A token of projects that the caller has no part in is unknown to it.
 */
export async function verifyForCaller(
  deps: VerifyDeps,
  caller: Caller,
  body: VerifyTokenBody,
  nowSeconds: number,
): Promise<Result<TokenCopy, Denial>> {
  const attempt = {
    nowSeconds,
    types: null,
    project: null,
    environment: body.environment ?? null,
    address: body.address ?? null,
    origin: body.origin ?? null,
    requires: body.require ?? [],
    askedBy: caller.token.projects,
  };
  const result = await verifyToken(deps, body.token, attempt, body.consistency ?? 'bounded');
  return result.ok ? ok(result.value.copy) : result;
}
