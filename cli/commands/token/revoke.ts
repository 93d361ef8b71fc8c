import { type Command, Option } from 'commander';
import { REVOCATION_REASONS } from '../../../src/contract/token-types.ts';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton token revoke ID`: ends a token for good. */
export function addTokenRevoke(token: Command, world: World): void {
  token
    .command('revoke <id>')
    .alias('delete')
    .description('end a token for good')
    .addOption(new Option('--reason <reason>', 'why').choices(REVOCATION_REASONS))
    .addHelpText('after', '\nExample:\n  $ jeton token revoke tok_0a1b2c3d4e5 --reason key_compromise')
    .action(async (id: string, { reason }: { reason?: string }, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/tokens/${id}`, query: { reason } });
      showDone(session, raw, `revoked ${id}`);
    });
}
