import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton trust delete ID`. */
export function addTrustDelete(trust: Command, world: World): void {
  trust
    .command('delete <id>')
    .description('trust an issuer no longer; the tokens that it gave end')
    .addHelpText('after', '\nExample:\n  $ jeton trust delete tru_0000000001a')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/trusted-issuers/${id}` });
      showDone(session, raw, `deleted the trusted issuer ${id}; the tokens that it gave have ended`);
    });
}
