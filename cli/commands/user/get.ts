import type { Command } from 'commander';
import { UserDetails } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from './find.ts';
import { USER_DETAILS_VIEW } from './view.ts';

/** `jeton user get USER`. */
export function addUserGet(user: Command, world: World): void {
  user
    .command('get <user>')
    .description('one person, where they belong and what they may do; by id or mail address')
    .addHelpText('after', '\nExample:\n  $ jeton user get ada@example.com')
    .action(async (who: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/users/${await findUser(session, who)}` } as const;
      showOne(session, await send(session, request, UserDetails), USER_DETAILS_VIEW);
    });
}
