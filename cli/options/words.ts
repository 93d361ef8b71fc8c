import { InvalidArgumentError } from 'commander';

/** For flags that may be repeated and may hold a comma list. `false` is what a `--no-…` before it left. */
export function words(value: string, before: string[] | false | undefined): string[] {
  const added = value.split(',').map((word) => word.trim());
  if (added.includes('')) throw new InvalidArgumentError('It has an empty entry.');
  return [...(before || []), ...added];
}
