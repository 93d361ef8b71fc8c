import type { Command } from 'commander';
import { ShareList } from '../../../src/contract/shares.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SHARE_VIEW } from './share-view.ts';

/** `jeton token shares ID`. */
export function addTokenShares(token: Command, world: World): void {
  token
    .command('shares <id>')
    .description('with whom a token was shared, and what became of it')
    .addHelpText('after', '\nExample:\n  $ jeton token shares tok_0a1b2c3d4e5')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const { raw, value } = await send(session, { method: 'GET', path: path`/v1/tokens/${id}/shares` }, ShareList);
      showPage(session, { raw, value: { items: value.items, nextCursor: null } }, SHARE_VIEW);
    });
}
