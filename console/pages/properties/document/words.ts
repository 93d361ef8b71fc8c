import type { PropertyDocument, Rule } from './document.ts';

const CONSISTENCIES: Record<PropertyDocument['consistency'], string> = {
  edge: 'edge: the quickest; a revoked token may still be let in for a minute or so, with no bound',
  bounded: 'bounded: a revoked token is refused everywhere within ten seconds',
  strict: 'strict: the database is asked each time; a revoked token is refused at once',
};

export function consistencyInWords(consistency: PropertyDocument['consistency']): string {
  return CONSISTENCIES[consistency];
}

/** Who is let in by a rule. */
export function accessInWords(access: Rule['access'], { clientKeys }: Pick<PropertyDocument, 'clientKeys'>): string {
  if (access.by === 'open') return 'Anybody';
  if (access.by === 'clientKey') return `A client key in ${clientKeys?.header ?? 'a header that is not set'}`;
  return `A token: ${listed(access.types, 'or')}`;
}

/** `orders:{shop}:read`, as tokens are granted it. */
export function grantInWords({ resource, name, action }: { resource: string; name: string; action: string }): string {
  return `${resource}:${name}:${action}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function originInWords({ url, timeoutSeconds, passAuthorization, query }: PropertyDocument['origin']): string {
  const notes = [
    timeoutSeconds !== 30 && `${timeoutSeconds} s to answer`,
    passAuthorization && 'Authorization goes on',
    query !== undefined && (query === 'pass' ? 'the query goes on' : 'the query is dropped'),
  ].filter((note) => note !== false);
  return notes.length === 0 ? url : `${url} (${notes.join(', ')})`;
}
