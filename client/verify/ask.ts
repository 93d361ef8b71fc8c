import { covers, formatScope, parseScopes } from '../../src/contract/scopes.ts';
import type { JetonToken, Requirement } from './token.ts';
import { type Refused, refused } from './verdict.ts';

/** What a route needs: a scope word such as `orders:read` (any name) or `orders:eu:read`, its parts, or several of these. */
export type Require = string | Requirement | readonly (string | Requirement)[];

/** What a request asks of its token; what is null is not asked. A requirement that nobody can meet is null. */
export type Ask = {
  require: readonly (Requirement | null)[];
  environment: string | null;
  project: string | null;
};

export const NOTHING: readonly Requirement[] = [];

/** Reads requirements, each one word: a blank in a name from an address must not make two of it. */
export function readRequire(require: Require | undefined): readonly (Requirement | null)[] {
  if (require === undefined) return NOTHING;
  if (typeof require === 'string') return [readWord(require)];
  return 'resource' in require ? [require] : require.map((need) => (typeof need === 'string' ? readWord(need) : need));
}

function readWord(word: string): Requirement | null {
  const [grant] = /\s/.test(word) ? [] : (parseScopes(word) ?? []);
  const [action] = grant?.actions ?? [];
  return grant && action !== undefined ? { resource: grant.resource, name: grant.name, action } : null;
}

/** Project → environment → grants: the first that refuses. Null: the token may. */
export function refuseAsk(token: JetonToken, { require, environment, project }: Ask): Refused | null {
  if (project !== null && !names(token.projects, project)) {
    return refused('not_found', 'There is nothing here that you may see.', { token });
  }
  if (environment !== null && !names(token.environments, environment)) {
    const detail = `The token is for ${token.environments.join(', ') || 'no environment'}, not for ${environment}.`;
    return refused('wrong_environment', detail, { token });
  }
  for (const need of require) {
    if (need === null) return refused('insufficient_scope', 'The token lacks what this address needs.', { token });
    // A list of projects that lost its last one grants nothing.
    if (token.projects.length === 0 || !covers(token.grants, need)) return lacks(need, token);
  }
  return null;
}

function lacks(need: Requirement, token: JetonToken): Refused {
  const scope = formatScope(need);
  return refused('insufficient_scope', `The token lacks ${scope}.`, { scope, token });
}

function names(list: readonly string[], name: string): boolean {
  return list.includes(name) || list.includes('*');
}
