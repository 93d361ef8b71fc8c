import type { Command } from 'commander';
import { SelfToken } from '../../../src/contract/tokens.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SELF_VIEW } from './view.ts';

/** `jeton token self`: the token that the command line itself uses. */
export function addTokenSelf(token: Command, world: World): void {
  token
    .command('self')
    .description('the token in use: who am I, and for how long')
    .addHelpText('after', '\nExample:\n  $ jeton token self --profile production')
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: '/v1/tokens/self' }, SelfToken), SELF_VIEW);
    });
}
