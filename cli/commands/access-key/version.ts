import type { Command } from 'commander';
import { AccessKeyVersion } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { VERSION_VIEW } from './view.ts';

const EXAMPLES = `
With --quiet its guid, by which a property names it.

Examples:
  $ jeton access-key version key_0000000001a 2
  $ GUID=$(jeton access-key version key_0000000001a 2 --quiet)`;

/** `jeton access-key version UID VERSION`. */
export function addAccessKeyVersion(accessKey: Command, world: World): void {
  accessKey
    .command('version <uid> <version>')
    .description('one version of an access key')
    .addHelpText('after', EXAMPLES)
    .action(async (uid: string, version: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/access-keys/${uid}/versions/${version}` } as const;
      showOne(session, await send(session, request, AccessKeyVersion), VERSION_VIEW);
    });
}
