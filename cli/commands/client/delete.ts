import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton client delete ID`. */
export function addClientDelete(client: Command, world: World): void {
  client
    .command('delete <id>')
    .description('delete a client that no token is locked to')
    .addHelpText('after', '\nExample:\n  $ jeton client delete billing')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/clients/${id}` });
      showDone(session, raw, `deleted the client ${id}`);
    });
}
