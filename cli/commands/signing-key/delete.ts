import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { confirm } from '../../input/confirm.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

const EXAMPLE = '\nExample:\n  $ jeton signing-key delete CrUGh5UhQ8h0LJ5W9R7p0i4z3nYd8cJQeXqWv1o0s2k --yes';

/** `jeton signing-key delete KID`. */
export function addSigningKeyDelete(signingKey: Command, world: World): void {
  signingKey
    .command('delete <kid>')
    .description('take away a key that does not sign now; every token that it signed is refused from then on')
    .option('--yes', 'do not ask')
    .addHelpText('after', EXAMPLE)
    .action(async (kid: string, { yes }: { yes?: boolean }, command: Command) => {
      const session = openSession(world, command);
      if (!yes) await confirm(world, `Every token that key ${kid} has signed will be refused.`, 'delete');
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/signing-keys/${kid}` });
      showDone(session, raw, `deleted the signing key ${kid}`);
    });
}
