import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton subscription delete ID`. */
export function addSubscriptionDelete(subscription: Command, world: World): void {
  subscription
    .command('delete <id>')
    .description('delete a subscription; webhooks that are still owed are dropped')
    .addHelpText('after', '\nExample:\n  $ jeton subscription delete sub_0000000001a')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/subscriptions/${id}` });
      showDone(session, raw, `deleted the subscription ${id}`);
    });
}
