import type { Command } from 'commander';
import { Share, type ShareTokenBody } from '../../../src/contract/shares.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SHARE_VIEW } from './share-view.ts';

const EXAMPLES = `
The mail holds a link that works once and for two hours, and no token.

Example:
  $ jeton token share tok_0a1b2c3d4e5 --email grace@example.com --message "For the nightly job."`;

/** `jeton token share ID`: hands a token over by a one-time link. */
export function addTokenShare(token: Command, world: World): void {
  token
    .command('share <id>')
    .description('mail somebody a one-time link to a token')
    .requiredOption('--email <address>', 'who gets the link')
    .option('--message <text>', 'a word to go with it')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { email, message }: ShareTokenBody, command: Command) => {
      const session = openSession(world, command);
      const body: ShareTokenBody = { email, message };
      const answer = await send(session, { method: 'POST', path: path`/v1/tokens/${id}/share`, body }, Share);
      showOne(session, answer, SHARE_VIEW);
      if (answer.value.replacesSecret) {
        say(session, 'No secret of this token is kept: opening the link makes a new one, and the present one ends.');
      }
    });
}
