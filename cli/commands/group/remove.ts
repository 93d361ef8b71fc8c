import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from '../user/find.ts';

/** `jeton group remove ID USER`. */
export function addGroupRemove(group: Command, world: World): void {
  group
    .command('remove <id> <user>')
    .description('take a person out of a group')
    .addHelpText('after', '\nExample:\n  $ jeton group remove marketing ada@example.com')
    .action(async (id: string, who: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const user = await findUser(session, who);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/groups/${id}/members/${user}` });
      showDone(session, raw, `${who} is no longer of the group ${id}`);
    });
}
