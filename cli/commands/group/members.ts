import type { Command } from 'commander';
import { GroupMemberList } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { GROUP_MEMBER_VIEW } from './view.ts';

/** `jeton group members ID`. */
export function addGroupMembers(group: Command, world: World): void {
  withPaging(group.command('members <id>').description('the people of a group'))
    .addHelpText('after', '\nExample:\n  $ jeton group members marketing')
    .action(async (id: string, options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      const request = { path: path`/v1/groups/${id}/members`, query: {}, largestLimit: 200 };
      showPage(session, await readPages(session, request, options, GroupMemberList), GROUP_MEMBER_VIEW);
    });
}
