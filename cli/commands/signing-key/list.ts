import type { Command } from 'commander';
import { SigningKeyList } from '../../../src/contract/signing-keys.ts';
import { send } from '../../http/send.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SIGNING_KEY_VIEW } from './view.ts';

/** `jeton signing-key list`. */
export function addSigningKeyList(signingKey: Command, world: World): void {
  signingKey
    .command('list')
    .description('the keys that sign tokens, the one that signs last first')
    .addHelpText('after', '\nExample:\n  $ jeton signing-key list')
    .action(async (_options: unknown, command: Command) => {
      const session = openSession(world, command);
      const { raw, value } = await send(session, { method: 'GET', path: '/v1/signing-keys' }, SigningKeyList);
      showPage(session, { raw, value: { items: value.items, nextCursor: null } }, SIGNING_KEY_VIEW);
    });
}
