import type { Command } from 'commander';
import { type PatchUserBody, User } from '../../../src/contract/people.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { readNewPassword } from '../../input/password.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from './find.ts';
import { USER_VIEW } from './view.ts';

/** `password` is `false` after `--no-password`. */
type UpdateOptions = { email?: string; name?: string; role?: string; password?: boolean };

const EXAMPLES = `
With --password, the new one is typed unseen, or read from standard input. Your own: jeton user password.

Examples:
  $ jeton user update ada@example.com --role editor
  $ jeton user update usr_0a1b2c3d4e5 --no-password`;

/** `jeton user update USER`: who a person is and what they may do. */
export function addUserUpdate(user: Command, world: World): void {
  user
    .command('update <user>')
    .description('change a person, named by id or mail address')
    .option('--email <address>', 'new mail address')
    .option('--name <name>', 'new name')
    .option('--role <name>', 'new root role: none, viewer, editor, token_admin, admin or a custom one')
    .option('--password', 'ask for a new password')
    .option('--no-password', 'no sign-in by password any more')
    .addHelpText('after', EXAMPLES)
    .action(async (who: string, options: UpdateOptions, command: Command) => {
      if (Object.values(options).every((value) => value === undefined)) {
        throw usageFailure('nothing to change', 'name what is to change; see jeton user update --help.');
      }
      const session = openSession(world, command);
      const id = await findUser(session, who);
      const body = await bodyOf(world, options);
      showOne(session, await send(session, { method: 'PATCH', path: path`/v1/users/${id}`, body }, User), USER_VIEW);
    });
}

async function bodyOf(world: World, { email, name, role, password }: UpdateOptions): Promise<PatchUserBody> {
  if (password === undefined) return { email, name, role };
  return { email, name, role, password: password ? await readNewPassword(world) : null };
}
