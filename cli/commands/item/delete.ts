import type { Command } from 'commander';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { itemPath, type Place, withPlace } from './place.ts';

/** `jeton item delete KEY`. */
export function addItemDelete(item: Command, world: World): void {
  withPlace(item.command('delete <key>').description('delete an item'))
    .addHelpText('after', '\nExample:\n  $ jeton item delete greeting --project web --namespace marketing')
    .action(async (key: string, options: Place, command: Command) => {
      const session = openSession(world, command);
      const { environment } = options;
      const request = { method: 'DELETE', path: itemPath(options, key), query: { environment } } as const;
      showDone(session, await sendForText(session, request), `deleted ${key}`);
    });
}
