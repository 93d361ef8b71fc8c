import type { Command } from 'commander';
import { Group, type PatchGroupBody } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { GROUP_VIEW } from './view.ts';

/** `jeton group rename ID NAME`. */
export function addGroupRename(group: Command, world: World): void {
  group
    .command('rename <id> <name>')
    .description('give a group another name for people; its id stays')
    .addHelpText('after', '\nExample:\n  $ jeton group rename marketing "Marketing and sales"')
    .action(async (id: string, name: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const body: PatchGroupBody = { name };
      showOne(session, await send(session, { method: 'PATCH', path: path`/v1/groups/${id}`, body }, Group), GROUP_VIEW);
    });
}
