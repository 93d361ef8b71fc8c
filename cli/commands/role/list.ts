import type { Command } from 'commander';
import { RoleList } from '../../../src/contract/people.ts';
import { send } from '../../http/send.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ROLE_VIEW } from './view.ts';

/** `jeton role list`. */
export function addRoleList(role: Command, world: World): void {
  role
    .command('list')
    .description('the built-in and the custom roles, and what they permit')
    .addHelpText('after', '\nExample:\n  $ jeton role list')
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      const { raw, value } = await send(session, { method: 'GET', path: '/v1/roles' }, RoleList);
      showPage(session, { raw, value: { items: value.items, nextCursor: null } }, ROLE_VIEW);
    });
}
