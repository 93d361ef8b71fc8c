import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Denial } from '../denial.ts';
import { decide, principalOf } from '../people/decide.ts';
import { deny, ok, type Result } from '../result.ts';
import { TYPE_POLICIES } from '../tokens/types.ts';

/**
 * The names of the namespaces that a token may see in one of its projects: null for all of them. A token with grants
 * sees what these name, a person what their roles permit; what a group guards is seen, its items are not.
 */
export function namespacesOf(token: TokenCopy, project: string): Result<string[] | null, Denial> {
  if (TYPE_POLICIES[token.type].permission === 'grants') {
    const names = token.grants.filter(({ resource }) => resource === 'namespace').map(({ name }) => name);
    return ok(names.includes('*') ? null : names);
  }
  const decision = decide(principalOf(token), { permission: 'namespace:read', where: { project } });
  return decision.allowed ? ok(null) : deny({ reason: 'insufficient_scope', need: { ...decision.need, name: '*' } });
}
