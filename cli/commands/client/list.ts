import type { Command } from 'commander';
import { ClientList } from '../../../src/contract/clients.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { CLIENT_VIEW } from './view.ts';

const REQUEST = { path: '/v1/clients', query: {}, largestLimit: 200 };

/** `jeton client list`. */
export function addClientList(client: Command, world: World): void {
  withPaging(client.command('list').description('the clients that tokens can be locked to'))
    .addHelpText('after', '\nExample:\n  $ jeton client list')
    .action(async (options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      showPage(session, await readPages(session, REQUEST, options, ClientList), CLIENT_VIEW);
    });
}
