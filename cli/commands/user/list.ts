import type { Command } from 'commander';
import { UserList } from '../../../src/contract/people.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { USER_VIEW } from './view.ts';

type ListOptions = PagingOptions & { search?: string; role?: string };

/** `jeton user list`. */
export function addUserList(user: Command, world: World): void {
  withPaging(
    user
      .command('list')
      .description('the people of the deployment')
      .option('--search <text>', 'part of a mail address or a name')
      .option('--role <name>', 'only people with this root role'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton user list --role admin')
    .action(async (options: ListOptions, command: Command) => {
      const session = openSession(world, command);
      const query = { q: options.search, role: options.role };
      const request = { path: '/v1/users', query, largestLimit: 200 };
      showPage(session, await readPages(session, request, options, UserList), USER_VIEW);
    });
}
