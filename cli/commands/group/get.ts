import type { Command } from 'commander';
import { Group } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { GROUP_VIEW } from './view.ts';

/** `jeton group get ID`. */
export function addGroupGet(group: Command, world: World): void {
  group
    .command('get <id>')
    .description('one group')
    .addHelpText('after', '\nExample:\n  $ jeton group get marketing')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/groups/${id}` }, Group), GROUP_VIEW);
    });
}
