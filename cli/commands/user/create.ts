import type { Command } from 'commander';
import { type CreateUserBody, User } from '../../../src/contract/people.ts';
import { send } from '../../http/send.ts';
import { readNewPassword } from '../../input/password.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { USER_VIEW } from './view.ts';

type CreateOptions = { name: string; role: string; password?: boolean };

const EXAMPLES = `
With --password, one of 12 characters or more is typed unseen, or read from standard input; never from the command line.

Examples:
  $ jeton user create ada@example.com --name Ada --role viewer
  $ printenv PASSWORD | jeton user create ada@example.com --name Ada --password`;

/** `jeton user create EMAIL`. */
export function addUserCreate(user: Command, world: World): void {
  user
    .command('create <email>')
    .description('add a person; what they may do is said by roles')
    .requiredOption('--name <name>', 'name of the person')
    .option('--role <name>', 'root role: none, viewer, editor, token_admin, admin or a custom one', 'none')
    .option('--password', 'ask for a password, so that the person can sign in')
    .addHelpText('after', EXAMPLES)
    .action(async (email: string, { name, role, password }: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body: CreateUserBody = { email, name, role, ...(password && { password: await readNewPassword(world) }) };
      showOne(session, await send(session, { method: 'POST', path: '/v1/users', body }, User), USER_VIEW);
      if (!password) say(session, 'No password was set: the person cannot sign in until one is.');
    });
}
