import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton role delete NAME`. */
export function addRoleDelete(role: Command, world: World): void {
  role
    .command('delete <name>')
    .description('delete a role of your own that nobody has')
    .addHelpText('after', '\nExample:\n  $ jeton role delete developer')
    .action(async (name: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/roles/${name}` });
      showDone(session, raw, `deleted the role ${name}`);
    });
}
