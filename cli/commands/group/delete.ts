import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton group delete ID`. */
export function addGroupDelete(group: Command, world: World): void {
  group
    .command('delete <id>')
    .description('delete a group that guards nothing')
    .addHelpText('after', '\nExample:\n  $ jeton group delete marketing')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/groups/${id}` });
      showDone(session, raw, `deleted the group ${id}`);
    });
}
