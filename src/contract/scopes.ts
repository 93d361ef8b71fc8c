import type { Grant, Requirement } from './grants.ts';

/**
 * Whether grants cover a requirement. `*` stands for every name; an empty list grants nothing.
 *
 * @example
 * covers([{ resource: 'namespace', name: '*', actions: ['read'] }], { resource: 'namespace', name: 'a', action: 'read' })
 */
export function covers(grants: readonly Grant[], need: Requirement): boolean {
  for (const grant of grants) {
    if (grant.resource === need.resource && (grant.name === '*' || grant.name === need.name)) {
      if (grant.actions.includes(need.action)) return true;
    }
  }
  return false;
}

/** Whether every action of `inner` is also granted by `outer`: the test for "narrower or the same". */
export function coversAll(outer: readonly Grant[], inner: readonly Grant[]): boolean {
  return inner.every((grant) =>
    grant.actions.every((action) => covers(outer, { resource: grant.resource, name: grant.name, action })),
  );
}

/** The scope string of a requirement, RFC 6749 section 3.3: `namespace:marketing:read`. */
export function formatScope(need: Requirement): string {
  return `${need.resource}:${need.name}:${need.action}`;
}

/** The grants of a token as an OAuth scope, RFC 6749 section 3.3: each action of each grant a word. */
export function formatScopes(grants: readonly Grant[]): string {
  return grants
    .flatMap(({ resource, name, actions }) => actions.map((action) => `${resource}:${name}:${action}`))
    .join(' ');
}

/**
 * Reads a scope back as grants, one a name; null where a word is none. `orders:read` is short for `orders:*:read`.
 *
 * @example
 * parseScopes('orders:*:read') // [{ resource: 'orders', name: '*', actions: ['read'] }]
 */
export function parseScopes(scope: string): Grant[] | null {
  const grants = new Map<string, Grant>();
  for (const word of scope.split(' ').filter(Boolean)) {
    const match = SCOPE_WORD.exec(word);
    if (!match) return null;
    const { resource = '', name = '*', action = '' } = match.groups ?? {};
    const key = `${resource}:${name}`;
    const actions = grants.get(key)?.actions ?? [];
    grants.set(key, { resource, name, actions: [...new Set([...actions, action])] });
  }
  return [...grants.values()];
}

/** The characters of `Grant`, in one expression. */
const SCOPE_WORD =
  /^(?<resource>[a-z][a-z0-9_-]{0,31}):(?:(?<name>\*|[A-Za-z0-9][A-Za-z0-9._/-]{0,127}):)?(?<action>[a-z][a-z0-9_-]{0,31})$/;
