import type { Command } from 'commander';
import { Member, type PutMemberBody } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from '../user/find.ts';
import { MEMBER_VIEW } from './view.ts';

const EXAMPLES = `
The person gets a master token for the project, and its secret by refreshing it; whoever is a member already gets the role.

Example:
  $ jeton member add ada@example.com --project web --role member`;

/** `jeton member add USER --project P --role R`. */
export function addMemberAdd(member: Command, world: World): void {
  member
    .command('add <user>')
    .description('add a person, named by id or mail address, to a project')
    .requiredOption('--project <id>', 'the project')
    .requiredOption('--role <name>', 'project role: owner, member or a custom one')
    .addHelpText('after', EXAMPLES)
    .action(async (who: string, { project, role }: { project: string; role: string }, command: Command) => {
      const session = openSession(world, command);
      const user = await findUser(session, who);
      const body: PutMemberBody = { role };
      const request = { method: 'PUT', path: path`/v1/projects/${project}/members/${user}`, body } as const;
      showOne(session, await send(session, request, Member), MEMBER_VIEW);
    });
}
