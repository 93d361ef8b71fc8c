import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { confirm } from '../../input/confirm.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUser } from './find.ts';

/** `jeton user remove USER`: takes a person out for good. */
export function addUserRemove(user: Command, world: World): void {
  user
    .command('remove <user>')
    .alias('delete')
    .description('remove a person for good and revoke every token that is theirs')
    .option('--yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  $ jeton user remove ada@example.com --yes')
    .action(async (who: string, { yes }: { yes?: boolean }, command: Command) => {
      const session = openSession(world, command);
      const id = await findUser(session, who);
      if (!yes) {
        await confirm(world, `This removes ${who} and revokes every token of theirs at ${session.url}.`, 'remove');
      }
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/users/${id}` });
      showDone(session, raw, `removed ${who}`);
    });
}
