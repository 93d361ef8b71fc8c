import { Failure, usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { ask } from './secret.ts';

/** Has a person type a word before something that cannot be undone; without a terminal, `--yes` must be there. */
export async function confirm(world: World, what: string, word: string): Promise<void> {
  if (!world.stdin.isTTY || !world.stderr.isTTY) {
    throw usageFailure(`${what} This cannot be undone, and there is no terminal to ask at`, 'add --yes.');
  }
  const typed = await ask(world, `${what} This cannot be undone.\nType ${word} to go on: `, false);
  if (typed.trim() !== word) throw new Failure(['stopped: nothing was sent']);
}
