import type { Command } from 'commander';
import { GroupList } from '../../../src/contract/people.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { GROUP_VIEW } from './view.ts';

const REQUEST = { path: '/v1/groups', query: {}, largestLimit: 200 };

/** `jeton group list`. */
export function addGroupList(group: Command, world: World): void {
  withPaging(group.command('list').description('the access groups'))
    .addHelpText('after', '\nExample:\n  $ jeton group list')
    .action(async (options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      showPage(session, await readPages(session, REQUEST, options, GroupList), GROUP_VIEW);
    });
}
