import type { Command } from 'commander';
import { EventList } from '../../../src/contract/events.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { LARGEST_LIMIT } from '../event/list.ts';
import { EVENT_VIEW } from '../event/view.ts';

/** `jeton token events ID`. */
export function addTokenEvents(token: Command, world: World): void {
  withPaging(token.command('events <id>').description('what happened to a token, newest first; to a purged one too'))
    .addHelpText('after', '\nExample:\n  $ jeton token events tok_0a1b2c3d4e5')
    .action(async (id: string, options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      const request = { path: path`/v1/tokens/${id}/events`, query: {}, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, EventList), EVENT_VIEW);
    });
}
