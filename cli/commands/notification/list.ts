import { type Command, Option } from 'commander';
import { NOTIFICATION_STATUSES, NotificationList } from '../../../src/contract/notices.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NOTIFICATION_VIEW } from './view.ts';

type ListOptions = PagingOptions & { status?: string; subscription?: string };

const LARGEST_LIMIT = 200;
const EXAMPLES = `
Examples:
  $ jeton notification list --status failed
  $ jeton notification list --subscription sub_0000000001a --json     with the last answer of each`;

/** `jeton notification list`: what was owed, tried and delivered. */
export function addNotificationList(notification: Command, world: World): void {
  withPaging(
    notification
      .command('list')
      .description('what was owed, tried and delivered, latest first')
      .addOption(new Option('--status <status>', 'only this status').choices(NOTIFICATION_STATUSES))
      .option('--subscription <id>', 'only of this subscription: sub_…'),
  )
    .addHelpText('after', EXAMPLES)
    .action(async (options: ListOptions, command: Command) => {
      const session = openSession(world, command);
      const { status, subscription } = options;
      const request = { path: '/v1/notifications', query: { status, subscription }, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, NotificationList), NOTIFICATION_VIEW);
    });
}
