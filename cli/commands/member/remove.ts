import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from '../user/find.ts';

/** `jeton member remove USER --project P`. */
export function addMemberRemove(member: Command, world: World): void {
  member
    .command('remove <user>')
    .description('take a person out of a project and revoke their master token for it')
    .requiredOption('--project <id>', 'the project')
    .addHelpText('after', '\nExample:\n  $ jeton member remove ada@example.com --project web')
    .action(async (who: string, { project }: { project: string }, command: Command) => {
      const session = openSession(world, command);
      const user = await findUser(session, who);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/projects/${project}/members/${user}` });
      showDone(session, raw, `${who} is no longer a member of ${project}`);
    });
}
