import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton property delete ID`. */
export function addPropertyDelete(property: Command, world: World): void {
  property
    .command('delete <id>')
    .description('delete a property that is active nowhere, with all its versions')
    .addHelpText('after', '\nExample:\n  $ jeton property delete prp_0000000001d')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/properties/${id}` });
      showDone(session, raw, `deleted the property ${id}`);
    });
}
