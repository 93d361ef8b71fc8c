import type { Command } from 'commander';
import { type CreateGroupBody, Group } from '../../../src/contract/people.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { GROUP_VIEW } from './view.ts';

/** `jeton group create ID`. */
export function addGroupCreate(group: Command, world: World): void {
  group
    .command('create <id>')
    .description('make a group, to guard namespaces and clients')
    .option('--name <name>', 'a name for people (default: the id)')
    .addHelpText('after', '\nExample:\n  $ jeton group create marketing --name Marketing')
    .action(async (id: string, { name = id }: { name?: string }, command: Command) => {
      const session = openSession(world, command);
      const body: CreateGroupBody = { id, name };
      showOne(session, await send(session, { method: 'POST', path: '/v1/groups', body }, Group), GROUP_VIEW);
    });
}
