import { InvalidArgumentError } from 'commander';
import { Grant } from '../../src/contract/grants.ts';

const HELP = 'Write NAME+LETTERS with the letters r, w and d, each once: assets+rw, assets/public/*+r, *+r';
const LETTERS: Readonly<Record<string, string>> = { r: 'read', w: 'write', d: 'delete' };

/** `--bucket assets+rw,assets/public/*+r`, repeatable. */
export function bucketGrants(value: string, before: Grant[] | undefined): Grant[] {
  return [...(before ?? []), ...value.split(',').map(bucketGrant)];
}

function bucketGrant(short: string): Grant {
  const { name, letters = '' } = /^(?<name>[^+]+)\+(?<letters>[rwd]{1,3})$/.exec(short.trim())?.groups ?? {};
  const actions = [...letters].flatMap((letter) => LETTERS[letter] ?? []);
  const grant = Grant.safeParse({ resource: 'bucket', name, actions });
  if (!grant.success || new Set(actions).size !== actions.length) throw new InvalidArgumentError(HELP);
  return grant.data;
}
