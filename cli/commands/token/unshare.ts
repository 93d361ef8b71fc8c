import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton token unshare ID SHARE`. */
export function addTokenUnshare(token: Command, world: World): void {
  token
    .command('unshare <id> <share>')
    .description('revoke a link that was not used yet')
    .addHelpText('after', '\nExample:\n  $ jeton token unshare tok_0a1b2c3d4e5 shr_0a1b2c3d4e5')
    .action(async (id: string, share: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/tokens/${id}/shares/${share}` });
      showDone(session, raw, `the link ${share} no longer works`);
    });
}
