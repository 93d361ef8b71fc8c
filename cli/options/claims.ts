import { InvalidArgumentError } from 'commander';
import { ClaimPattern } from '../../src/contract/claim-patterns.ts';

/** `--claim ref=refs/heads/main`, repeatable: the same claim again adds another pattern. A pattern may hold commas and =. */
export function claims(value: string, before: Record<string, string[]> | undefined): Record<string, string[]> {
  const at = value.indexOf('=');
  const [name, pattern] = [value.slice(0, at), value.slice(at + 1)];
  if (at < 1) throw new InvalidArgumentError('Write NAME=PATTERN: ref=refs/heads/main');
  const read = ClaimPattern.safeParse(pattern);
  if (!read.success) throw new InvalidArgumentError(`The pattern ${read.error.issues[0]?.message ?? 'is none'}.`);
  // `constructor` is a name too.
  const others = before && Object.hasOwn(before, name) ? (before[name] ?? []) : [];
  return { ...before, [name]: [...others, pattern] };
}
