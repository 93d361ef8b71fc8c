import { z } from 'zod';

/** `repo:acme/shop:ref` has four parts: `/` and `:` stand between them. */
const SEPARATORS = /([/:])/;
/** All the rest: at the end of a pattern, and as a part of its own. */
const REST = '**';

/**
 * Whether a pattern matches a whole claim, upper and lower case apart. `*` stands for one part, or for the end of the last
 * one, `**` at the end for all that follows; each for a character at least, a separator not counted. What a part begins
 * with is thus always said, and `acme` never lets `acme-evil` in.
 *
 * @example
 * matchesPattern('repo:acme/*:environment:production', 'repo:acme/shop:environment:production') // true
 * matchesPattern('refs/tags/v*', 'refs/tags/v1/x') // false
 */
export function matchesPattern(pattern: string, claim: string): boolean {
  const wanted = pattern.split(SEPARATORS);
  const given = claim.split(SEPARATORS);
  if (wanted.at(-1) === REST ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, at) => {
    const value = given[at] ?? '';
    if (part === REST) return given.slice(at).some((rest) => /[^/:]/.test(rest));
    if (!part.endsWith('*')) return value === part;
    return value.length >= part.length && value.startsWith(part.slice(0, -1));
  });
}

/** How many parts at the beginning of a pattern say exactly what they stand for. */
export function literalParts(pattern: string): number {
  const parts = partsOf(pattern);
  const wild = parts.findIndex((part) => part.includes('*'));
  return wild < 0 ? parts.length : wild;
}

/** What is wrong with a pattern; null: nothing. A star where it could let strangers in is refused, not taken. */
function refusePattern(pattern: string): string | null {
  const parts = partsOf(pattern);
  const [first = ''] = parts;
  if (first.includes('*')) return 'must not begin with a *: the first part, up to / or :, is said in full';
  const inner = parts.slice(0, -1).find((part) => part.includes('*') && part !== '*');
  if (inner !== undefined) return 'may have a * inside only for a whole part, between two of / and :';
  const last = parts.at(-1) ?? '';
  if (last === REST || !last.slice(0, -1).includes('*')) return null;
  return 'may have one * at the end of its last part, or ** in place of it';
}

function partsOf(pattern: string): string[] {
  return pattern.split(/[/:]/);
}

/** What a claim must be: exactly, or with the stars of {@link matchesPattern}. */
export const ClaimPattern = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')
  .superRefine((pattern, context) => {
    const message = refusePattern(pattern);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .meta({ pattern: '^[^\\p{Cc}\\p{Cs}]*$', example: 'refs/heads/main' });
