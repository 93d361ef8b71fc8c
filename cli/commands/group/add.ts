import type { Command } from 'commander';
import { GroupMember } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from '../user/find.ts';
import { GROUP_MEMBER_VIEW } from './view.ts';

/** `jeton group add ID USER`. */
export function addGroupAdd(group: Command, world: World): void {
  group
    .command('add <id> <user>')
    .description('add a person, named by id or mail address, to a group')
    .addHelpText('after', '\nExample:\n  $ jeton group add marketing ada@example.com')
    .action(async (id: string, who: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const user = await findUser(session, who);
      const request = { method: 'PUT', path: path`/v1/groups/${id}/members/${user}` } as const;
      showOne(session, await send(session, request, GroupMember), GROUP_MEMBER_VIEW);
    });
}
