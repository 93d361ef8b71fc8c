import type { Command } from 'commander';
import { type CreateRoleBody, Role } from '../../../src/contract/people.ts';
import { send } from '../../http/send.ts';
import { permissions } from '../../options/permissions.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ROLE_VIEW } from './view.ts';

type CreateOptions = { permission?: string[]; description?: string };

const EXAMPLES = `
Examples:
  $ jeton role create developer --permission token:*@staging --permission namespace:read,namespace:write
  $ jeton role create auditor --permission event:read --description "Reads the trail"`;

/** `jeton role create NAME`. */
export function addRoleCreate(role: Command, world: World): void {
  role
    .command('create <name>')
    .description('make a role of your own; it can be given to people and to members')
    .option('--permission <resource:action>', 'what it permits, repeatable or a comma list', permissions)
    .option('--description <text>', 'what it is for, in a few words')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, { permission = [], description }: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body: CreateRoleBody = { name, description, permissions: permission };
      showOne(session, await send(session, { method: 'POST', path: '/v1/roles', body }, Role), ROLE_VIEW);
    });
}
