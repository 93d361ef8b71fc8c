import type { Command } from 'commander';
import { Role } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ROLE_VIEW } from './view.ts';

/** `jeton role get NAME`. */
export function addRoleGet(role: Command, world: World): void {
  role
    .command('get <name>')
    .description('one role')
    .addHelpText('after', '\nExample:\n  $ jeton role get member')
    .action(async (name: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/roles/${name}` }, Role), ROLE_VIEW);
    });
}
