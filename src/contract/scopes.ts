import type { Grant, Requirement } from './grants.ts';

/**
 * Whether grants cover a requirement. `*` stands for every name, `public/*` for all that begin with `public/`; an empty
 * list grants nothing.
 *
 * @example
 * covers([{ resource: 'namespace', name: '*', actions: ['read'] }], { resource: 'namespace', name: 'a', action: 'read' })
 */
export function covers(grants: readonly Grant[], need: Requirement): boolean {
  for (const grant of grants) {
    if (grant.resource === need.resource && coversName(grant, need.name)) {
      if (grant.actions.includes(need.action)) return true;
    }
  }
  return false;
}

const DOT_SEGMENT = /(?:^|\/)\.{1,2}(?:\/|$)/;

function coversName({ resource, name }: Grant, needed: string): boolean {
  if (name === '*' || name === needed) return true;
  // A bucket's name covers what lies in it: `assets/public/a.txt`.
  const prefix = name.endsWith('/*') ? name.slice(0, -1) : resource === 'bucket' && `${name}/`;
  // What some reader takes for another place is within none.
  return prefix !== false && needed.startsWith(prefix) && !DOT_SEGMENT.test(needed);
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
  /^(?<resource>[a-z][a-z0-9_-]{0,31}):(?:(?<name>\*|(?=[^:]{1,128}:)[A-Za-z0-9][A-Za-z0-9._/-]*(?:(?<=\/)\*)?):)?(?<action>[a-z][a-z0-9_-]{0,31})$/;
