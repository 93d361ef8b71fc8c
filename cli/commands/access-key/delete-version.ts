import type { Command } from 'commander';
import { AccessKeyVersion } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { VERSION_VIEW } from './view.ts';

const EXAMPLES = `
Refused while an active property signs with it: jeton access-key properties says which. Gone within five minutes.

Example:
  $ jeton access-key delete-version key_0000000001a 1`;

/** `jeton access-key delete-version UID VERSION`. */
export function addAccessKeyDeleteVersion(accessKey: Command, world: World): void {
  accessKey
    .command('delete-version <uid> <version>')
    .description('delete a version that no active property signs with')
    .addHelpText('after', EXAMPLES)
    .action(async (uid: string, version: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'DELETE', path: path`/v1/access-keys/${uid}/versions/${version}` } as const;
      showOne(session, await send(session, request, AccessKeyVersion), VERSION_VIEW);
      say(session, `it is gone within five minutes: jeton access-key versions ${uid}`);
    });
}
