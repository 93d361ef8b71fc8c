import type { Command } from 'commander';
import { type PatchSelfBody, User, UserDetails } from '../../../src/contract/people.ts';
import { send } from '../../http/send.ts';
import { readPasswordChange } from '../../input/password.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { USER_VIEW } from './view.ts';

const EXAMPLES = `
Both passwords are typed unseen. From standard input, the present one is on the first line and the new one on the second;
whoever has none yet gives the new one alone.

Example:
  $ jeton user password`;

/** `jeton user password`: another password for oneself. */
export function addUserPassword(user: Command, world: World): void {
  user
    .command('password')
    .description('change your own password')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      const path = '/v1/users/self';
      const { hasPassword } = (await send(session, { method: 'GET', path }, UserDetails)).value;
      const { current, next } = await readPasswordChange(world, hasPassword);
      const body: PatchSelfBody = { password: next, currentPassword: current };
      showOne(session, await send(session, { method: 'PATCH', path, body }, User), USER_VIEW);
    });
}
