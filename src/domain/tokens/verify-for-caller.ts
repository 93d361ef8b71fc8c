import type { TokenCopy } from '../../contract/token-copy.ts';
import type { VerifyTokenBody } from '../../contract/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';
import { TYPE_POLICIES } from './types.ts';
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
    fromBrowsers: false,
    project: body.project ?? null,
    anywhere: false,
    environment: body.environment ?? null,
    address: body.address ?? null,
    certificate: body.certificate ?? null,
    origin: body.origin ?? null,
    audience: body.audience ?? null,
    requires: body.require ?? [],
    askedBy: projectsOf(caller),
  };
  const result = await verifyToken(deps, body.token, attempt, body.consistency ?? 'bounded');
  return result.ok ? ok(result.value.copy) : result;
}

/** The projects that a caller has a part in: what lies in no other is unknown to it. */
function projectsOf({ token }: Caller): readonly string[] {
  if (TYPE_POLICIES[token.type].permission !== 'owner_roles') return token.projects;
  const principal = principalOf(token);
  if (decide(principal, { permission: 'token:read', where: 'everywhere', environments: ['*'] }).allowed) return ['*'];
  if (principal.only !== null) return [principal.only];
  return Object.keys(principal.standing?.members ?? {});
}
