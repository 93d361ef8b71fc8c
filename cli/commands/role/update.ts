import type { Command } from 'commander';
import { type PatchRoleBody, Role } from '../../../src/contract/people.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { orNull } from '../../options/or-null.ts';
import { permissions } from '../../options/permissions.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ROLE_VIEW } from './view.ts';

/** `false` is what a `--no-…` leaves. */
type UpdateOptions = { permission?: string[] | false; description?: string | false };

const EXAMPLES = `
Examples:
  $ jeton role update developer --permission token:*@staging,token:read     these permissions and no others
  $ jeton role update developer --no-description`;

/** `jeton role update NAME`: what a custom role permits. */
export function addRoleUpdate(role: Command, world: World): void {
  role
    .command('update <name>')
    .description('change a role of your own, for all who have it')
    .option('--permission <resource:action>', 'replace the whole list of permissions; repeatable', permissions)
    .option('--no-permission', 'take every permission away')
    .option('--description <text>', 'new description')
    .option('--no-description', 'take the description away')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, { permission, description }: UpdateOptions, command: Command) => {
      if (permission === undefined && description === undefined) {
        throw usageFailure(
          'nothing to change',
          'give --permission, --no-permission, --description or --no-description.',
        );
      }
      const session = openSession(world, command);
      const body: PatchRoleBody = {
        description: orNull(description),
        permissions: permission === false ? [] : permission,
      };
      showOne(session, await send(session, { method: 'PATCH', path: path`/v1/roles/${name}`, body }, Role), ROLE_VIEW);
    });
}
