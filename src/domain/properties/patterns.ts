import type { PropertyRule } from '../../contract/properties.ts';
import { readPath } from '../gateway/read-path.ts';

const CAPTURE = /\{([a-z][A-Za-z0-9]{0,31})\}/g;

/** The names that a pattern of a path, or of a grant's name, has in braces, in order and as often as they stand there. */
export function namesIn(pattern: string): string[] {
  return [...pattern.matchAll(CAPTURE)].map(([, name = '']) => name);
}

/** Whether what is left of a name without those in braces has any brace. */
export function hasStrayBrace(name: string): boolean {
  return /[{}]/.test(name.replaceAll(CAPTURE, ''));
}

/** Why no request has such a path, as a clause about it; null: one may. */
export function refusedPath(pattern: string): string | null {
  const path = pattern.replaceAll(CAPTURE, 'name').replace(/\*$/, 'rest');
  const url = `https://host${path}`;
  const read = readPath(url, new URL(url).pathname);
  return read.ok ? null : read.denial;
}

/** Whether every request that `later` fits is one that a rule of `earlier` takes before. */
export function isHidden(later: PropertyRule, earlier: readonly PropertyRule[]): boolean {
  return later.paths.every((path) =>
    later.methods.every((method) =>
      earlier.some((rule) => rule.methods.includes(method) && rule.paths.some((other) => coversPath(other, path))),
    ),
  );
}

/**
 * Whether a pattern fits every path that another fits. Where it is a matter of opinion, as of `/a/*` and `/a`, it says no:
 * a rule is called hidden only where it is.
 */
export function coversPath(pattern: string, other: string): boolean {
  const [mine, open] = readPattern(pattern);
  const [theirs, theirsOpen] = readPattern(other);
  if (open ? theirs.length < mine.length || (theirs.length === mine.length && !theirsOpen) : theirsOpen) return false;
  if (!open && theirs.length !== mine.length) return false;
  return mine.every((segment, at) => coversSegment(segment, theirs[at] ?? ''));
}

function readPattern(pattern: string): [segments: string[], open: boolean] {
  const open = pattern.endsWith('/*');
  const closed = open ? pattern.slice(0, -2) : pattern;
  return [closed === '' ? [] : closed.slice(1).split('/'), open];
}

function coversSegment(segment: string, other: string): boolean {
  return segment.startsWith('{') ? other !== '' : segment === other;
}
