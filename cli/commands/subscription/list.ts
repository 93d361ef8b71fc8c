import type { Command } from 'commander';
import { SubscriptionList } from '../../../src/contract/notices.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SUBSCRIPTION_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton subscription list`. */
export function addSubscriptionList(subscription: Command, world: World): void {
  withPaging(subscription.command('list').description('who is told of what, latest first'))
    .addHelpText('after', '\nExample:\n  $ jeton subscription list --all')
    .action(async (options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      const request = { path: '/v1/subscriptions', query: {}, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, SubscriptionList), SUBSCRIPTION_VIEW);
    });
}
