import type { Command } from 'commander';
import { EventList } from '../../../src/contract/events.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { type FilterOptions, filterOf, withFilter } from './filter.ts';
import { EVENT_VIEW } from './view.ts';

export const LARGEST_LIMIT = 200;
const EXAMPLES = `
Examples:
  $ jeton event list --action token.revoked --since 2026-12-01
  $ jeton event list --actor usr_0a1b2c3d4e5 --json     with what was before and after`;

/** `jeton event list`: the audit trail, newest first. */
export function addEventList(event: Command, world: World): void {
  withPaging(withFilter(event.command('list').description('the audit trail, newest first')))
    .addHelpText('after', EXAMPLES)
    .action(async (options: PagingOptions & FilterOptions, command: Command) => {
      const session = openSession(world, command);
      const request = { path: '/v1/events', query: filterOf(options), largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, EventList), EVENT_VIEW);
    });
}
