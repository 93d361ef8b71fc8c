import type { Command } from 'commander';
import { Token } from '../../../src/contract/tokens.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TOKEN_VIEW } from './view.ts';

/** `jeton token get ID`. */
export function addTokenGet(token: Command, world: World): void {
  token
    .command('get <id>')
    .description('one token, without its secret')
    .addHelpText('after', '\nExample:\n  $ jeton token get tok_0a1b2c3d4e5')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/tokens/${id}` }, Token), TOKEN_VIEW);
    });
}
