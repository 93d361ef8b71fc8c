import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, type Result } from '../result.ts';
import type { NewToken } from '../tokens/issue.ts';
import { type PrepareDeps, prepareToken } from '../tokens/prepare.ts';
import { finishToken, type Places, readScope, type Terms } from './derive.ts';
import type { Wanted } from './wanted.ts';

/**
 * What a token whose powers are its owner's, or everything, is exchanged for: an `access` token with just the scope that is
 * asked for, as far as its holder could create one. Scope, project and environment have to be named: "as much as there is"
 * would be a JWT that may do all that a person may, for whoever it is sent to.
 */
export async function delegateToken(
  deps: PrepareDeps,
  caller: Caller,
  wanted: Wanted,
  { project, environments }: Places,
  terms: Terms,
): Promise<Result<NewToken, Denial>> {
  const { token: subject } = caller;
  const lacking =
    wanted.scope === null ? 'scope' : project === null ? 'project' : environments === null && 'environment';
  if (wanted.scope === null || project === null || environments === null) {
    return deny({
      reason: 'invalid',
      field: lacking || 'scope',
      message: `must be given for a token of type ${subject.type}`,
    });
  }
  const grants = readScope(wanted.scope);
  if (grants === null) {
    return deny({
      reason: 'not_granted',
      code: 'invalid_scope',
      message: 'the scope is not made of words like namespace:marketing:read',
    });
  }
  // What binds the subject to where it is used from was held before; the key that is proved takes its place.
  const maker = { ...subject, clients: null, allowedIps: null, allowedOrigins: null };
  const body = { type: 'access' as const, name: 'exchanged', project, environments, grants };
  const prepared = await prepareToken(
    deps,
    { ...caller, token: maker },
    { ...body, ...(wanted.dpopKey !== null && { dpopKey: wanted.dpopKey }) },
  );
  if (!prepared.ok) return prepared;
  const { type, projects, environments: within, grants: merged } = prepared.value;
  return finishToken(subject, { type, projects, environments: within, grants: merged }, wanted, terms);
}
