import type { Command } from 'commander';
import { AccessKey } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { KEY_VIEW } from './view.ts';

/** `jeton access-key get UID`. */
export function addAccessKeyGet(accessKey: Command, world: World): void {
  accessKey
    .command('get <uid>')
    .description('one access key')
    .addHelpText('after', '\nExample:\n  $ jeton access-key get key_0000000001a')
    .action(async (uid: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/access-keys/${uid}` }, AccessKey), KEY_VIEW);
    });
}
