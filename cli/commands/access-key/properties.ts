import type { Command } from 'commander';
import { UsingPropertyList } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showUsing } from './show-using.ts';

/** `jeton access-key properties UID VERSION`: what keeps a version from being deleted. */
export function addAccessKeyProperties(accessKey: Command, world: World): void {
  accessKey
    .command('properties <uid> <version>')
    .description('the active properties that sign with a version, and keep it from being deleted')
    .addHelpText('after', '\nExample:\n  $ jeton access-key properties key_0000000001a 1')
    .action(async (uid: string, version: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/access-keys/${uid}/versions/${version}/properties` } as const;
      const { raw, value } = await send(session, request, UsingPropertyList);
      showUsing(session, raw, value.properties);
    });
}
