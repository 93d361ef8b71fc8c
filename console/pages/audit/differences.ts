import { formatGrant } from '../../../src/contract/grant-words.ts';

/** One value, or a list of them; null: there was none. */
export type Side = readonly string[] | null;
/** One thing that an event changed: where it stands, and what it was before and is after. */
export type Difference = { path: string; before: Side; after: Side };

/** What differs between the two sides of an event, name by name. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, is] = [flatten(before), flatten(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path) ?? null, after: is.get(path) ?? null }))
    .filter((difference) => JSON.stringify(difference.before) !== JSON.stringify(difference.after));
}

function flatten(value: unknown, path = '', into = new Map<string, string[]>()): Map<string, string[]> {
  if (isRecord(value)) {
    for (const [name, inner] of Object.entries(value)) flatten(inner, path === '' ? name : `${path}.${name}`, into);
  } else if (value !== null && value !== undefined) {
    into.set(path === '' ? 'value' : path, Array.isArray(value) ? value.map(inWords) : [inWords(value)]);
  }
  return into;
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  return isGrant(value) ? formatGrant(value) : JSON.stringify(value);
}

function isGrant(value: unknown): value is Parameters<typeof formatGrant>[0] {
  return isRecord(value) && 'resource' in value && 'name' in value && Array.isArray(value.actions);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
