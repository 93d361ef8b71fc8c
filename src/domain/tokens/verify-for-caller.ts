import type { TokenCopy } from '../../contract/token-copy.ts';
import type { VerifyTokenBody } from '../../contract/tokens.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { type Possession, possessionOf } from '../dpop/possession.ts';
import { decide, principalOf } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';
import { TYPE_POLICIES } from './types.ts';
import { type VerifyDeps, verifyToken } from './verify.ts';

/** Who guards something with others' tokens: it learns of those of its projects, and is a client by its binding. */
export type Guard = { projects: readonly string[]; clientId: string | null };

/** The verdict on another's token, for a caller with a token of its own. */
export function verifyForCaller(
  deps: VerifyDeps,
  caller: Caller,
  body: VerifyTokenBody,
  nowSeconds: number,
  clientId: string | null = null,
): Promise<Result<TokenCopy, Denial>> {
  return verifyForGuard(deps, { projects: projectsOf(caller), clientId }, body, nowSeconds);
}

/**
 * The verdict on another's token. The guard's connection is not the holder's: it passes on the holder's address, origin
 * and proof, and a token bound to one of them is refused where it does not. A token of projects that the guard has no part
 * in is unknown to it.
 */
export async function verifyForGuard(
  deps: VerifyDeps,
  { projects, clientId }: Guard,
  body: VerifyTokenBody,
  nowSeconds: number,
  possession: Possession = possessionOf(body.dpop),
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
    clientId,
    origin: body.origin ?? null,
    possession,
    audience: body.audience ?? null,
    requires: body.require ?? [],
    askedBy: projects,
  };
  const result = await verifyToken(deps, body.token, attempt, body.consistency ?? 'bounded');
  return result.ok ? ok(result.value.copy) : result;
}

/** The projects that a caller has a part in: what lies in no other is unknown to it. */
export function projectsOf({ token }: Caller): readonly string[] {
  if (TYPE_POLICIES[token.type].permission !== 'owner_roles') return token.projects;
  const principal = principalOf(token);
  if (decide(principal, { permission: 'token:read', where: 'everywhere', environments: ['*'] }).allowed) return ['*'];
  if (principal.only !== null) return [principal.only];
  return Object.keys(principal.standing?.members ?? {});
}
