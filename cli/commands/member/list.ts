import type { Command } from 'commander';
import { MemberList } from '../../../src/contract/people.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { MEMBER_VIEW } from './view.ts';

/** `jeton member list --project P`. */
export function addMemberList(member: Command, world: World): void {
  withPaging(
    member
      .command('list')
      .description('the people of a project and their roles there')
      .requiredOption('--project <id>', 'the project'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton member list --project web')
    .action(async (options: PagingOptions & { project: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { path: path`/v1/projects/${options.project}/members`, query: {}, largestLimit: 200 };
      showPage(session, await readPages(session, request, options, MemberList), MEMBER_VIEW);
    });
}
