import type { Command } from 'commander';
import { Subscription } from '../../../src/contract/notices.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SUBSCRIPTION_VIEW } from './view.ts';

/** `jeton subscription get ID`. */
export function addSubscriptionGet(subscription: Command, world: World): void {
  subscription
    .command('get <id>')
    .description('one subscription, without its secret')
    .addHelpText('after', '\nExample:\n  $ jeton subscription get sub_0000000001a')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/subscriptions/${id}` } as const;
      showOne(session, await send(session, request, Subscription), SUBSCRIPTION_VIEW);
    });
}
