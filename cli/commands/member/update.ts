import type { Command } from 'commander';
import { Member, type PutMemberBody } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from '../user/find.ts';
import { MEMBER_VIEW } from './view.ts';

/** `jeton member update USER --project P --role R`. */
export function addMemberUpdate(member: Command, world: World): void {
  member
    .command('update <user>')
    .description('give a member another role in a project')
    .requiredOption('--project <id>', 'the project')
    .requiredOption('--role <name>', 'project role: owner, member or a custom one')
    .addHelpText('after', '\nExample:\n  $ jeton member update ada@example.com --project web --role owner')
    .action(async (who: string, { project, role }: { project: string; role: string }, command: Command) => {
      const session = openSession(world, command);
      const at = path`/v1/projects/${project}/members/${await findUser(session, who)}`;
      // The PUT would add whoever is no member: that must be said with `add`.
      await send(session, { method: 'GET', path: at }, Member);
      const body: PutMemberBody = { role };
      showOne(session, await send(session, { method: 'PUT', path: at, body }, Member), MEMBER_VIEW);
    });
}
