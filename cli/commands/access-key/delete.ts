import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton access-key delete UID`. */
export function addAccessKeyDelete(accessKey: Command, world: World): void {
  accessKey
    .command('delete <uid>')
    .description('delete an access key whose versions are all gone')
    .addHelpText('after', '\nExample:\n  $ jeton access-key delete key_0000000001a')
    .action(async (uid: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/access-keys/${uid}` });
      showDone(session, raw, `deleted the access key ${uid}`);
    });
}
