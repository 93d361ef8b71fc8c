import type { Command } from 'commander';
import { AccessKeyVersionList } from '../../../src/contract/access-keys.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { VERSION_VIEW } from './view.ts';

/** `jeton access-key versions UID`: at most two. */
export function addAccessKeyVersions(accessKey: Command, world: World): void {
  accessKey
    .command('versions <uid>')
    .description('the versions of an access key; a deleted one is gone within five minutes')
    .addHelpText('after', '\nExample:\n  $ jeton access-key versions key_0000000001a')
    .action(async (uid: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/access-keys/${uid}/versions` } as const;
      const { raw, value } = await send(session, request, AccessKeyVersionList);
      showPage(session, { raw, value: { ...value, nextCursor: null } }, VERSION_VIEW);
    });
}
