import { parseId } from '../../contract/ids.ts';
import type { CreateTokenBody } from '../../contract/tokens.ts';
import type { UserRecord, UserStore } from '../../d1/users.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { belongsTo, decide, type Principal, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { findSurroundings, placesOf, refuseBeyond, type SurroundingsDeps } from './authority.ts';
import {
  readAllowedIps,
  readAllowedOrigins,
  readClients,
  readExpiry,
  readNotBefore,
  readScope,
  refuseTooMany,
  type Scope,
} from './draft.ts';
import type { NewToken } from './issue.ts';
import { refuseS3 } from './s3.ts';
import { type Lifetimes, type TokenLimits, TYPE_POLICIES } from './types.ts';

export type PrepareDeps = SurroundingsDeps & {
  users: Pick<UserStore, 'find' | 'findStanding'>;
  lifetimes: Lifetimes;
  limits: TokenLimits;
  nowMs: number;
};

/**
 * Checks a token that is to be: what its type allows, that its maker may make it, and that it could do no more than
 * its maker. Denies with `invalid`, `limit_reached`, `insufficient_scope`, `beyond_caller` or `outside_group`.
 */
export async function prepareToken(
  deps: PrepareDeps,
  caller: Caller,
  body: CreateTokenBody,
): Promise<Result<NewToken, Denial>> {
  const scope = readScope(body);
  if (!scope.ok) return scope;
  const unsuited = refuseS3(body);
  if (unsuited) return deny(unsuited);
  const principal = principalOf(caller.token);
  const owner = await findOwner(deps, principal, body);
  if (!owner.ok) return owner;
  const ownerId = owner.value?.id ?? null;
  const refusal = refuseMaking(principal, body, scope.value, ownerId) ?? refuseTooMany(body, deps.limits);
  if (refusal) return deny(refusal);
  const draft = readDraft(deps, body, scope.value, ownerId);
  if (!draft.ok) return draft;
  const beyond = refuseBeyond(caller.token, draft.value, await findSurroundings(deps, principal, draft.value));
  return beyond ? deny(beyond) : draft;
}

/**
 * The owner: whom the body names, else the caller's own person. To name another is for who may make tokens in every
 * project; asked before the name is looked up, so that nobody else learns who exists.
 */
async function findOwner(
  deps: PrepareDeps,
  principal: Principal,
  body: CreateTokenBody,
): Promise<Result<UserRecord | null, Denial>> {
  const named = body.owner === undefined ? null : parseId('usr', body.owner);
  const id = body.owner === undefined ? principal.userId : named;
  if (body.owner !== undefined && (named === null || named !== principal.userId)) {
    const everywhere = { permission: 'token:create', where: 'everywhere' as const, environments: ['*'] };
    if (!decide(principal, everywhere).allowed) return deny({ reason: 'beyond_caller', what: 'owner' });
  }
  const user = id === null ? null : await deps.users.find(id);
  if (body.owner !== undefined && !user) {
    return deny({ reason: 'invalid', field: 'owner', message: `owner ${body.owner} does not exist` });
  }
  if (!user && TYPE_POLICIES[body.type].needsOwner) {
    return deny({ reason: 'invalid', field: 'owner', message: `a token of type ${body.type} needs an owner` });
  }
  return ok(user);
}

/** Everybody may make personal tokens of their own; all others need the right in each project of the token. */
function refuseMaking(
  principal: Principal,
  { type }: CreateTokenBody,
  { projects, environments }: Scope,
  ownerId: number | null,
): Denial | null {
  if (principal.everything) return null;
  if (type === 'personal' && ownerId === principal.userId) return null;
  for (const where of TYPE_POLICIES[type].permission === 'grants' ? placesOf(projects) : ['everywhere' as const]) {
    // Another's project is answered like one that does not exist: see `findMissing`.
    if (typeof where !== 'string' && !belongsTo(principal, where.project)) {
      return { reason: 'invalid', field: 'projects', message: `project ${where.project} does not exist` };
    }
    const decision = decide(principal, { permission: 'token:create', where, environments });
    if (!decision.allowed) return { reason: 'insufficient_scope', need: decision.need };
  }
  return null;
}

function readDraft(
  deps: PrepareDeps,
  body: CreateTokenBody,
  scope: Scope,
  ownerId: number | null,
): Result<NewToken, Denial> {
  const expiresAt = readExpiry(body, deps.lifetimes, Math.floor(deps.nowMs / 1000));
  if (!expiresAt.ok) return expiresAt;
  const notBefore = readNotBefore(body.notBefore);
  if (!notBefore.ok) return notBefore;
  const allowedIps = readAllowedIps(body.allowedIps);
  if (!allowedIps.ok) return allowedIps;
  const allowedOrigins = readAllowedOrigins(body.allowedOrigins);
  if (!allowedOrigins.ok) return allowedOrigins;
  return ok({
    type: body.type,
    name: body.name,
    description: body.description ?? null,
    ...scope,
    clients: readClients(body.clients),
    allowedIps: allowedIps.value,
    allowedOrigins: allowedOrigins.value,
    notBefore: notBefore.value,
    expiresAt: expiresAt.value,
    ownerId,
    dpopKey: body.dpopKey ?? null,
    retrievable: body.retrievable ?? !TYPE_POLICIES[body.type].secret,
    s3: body.s3 ?? false,
  });
}
