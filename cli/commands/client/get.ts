import type { Command } from 'commander';
import { Client } from '../../../src/contract/clients.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { CLIENT_VIEW } from './view.ts';

/** `jeton client get ID`. */
export function addClientGet(client: Command, world: World): void {
  client
    .command('get <id>')
    .description('one client')
    .addHelpText('after', '\nExample:\n  $ jeton client get billing')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/clients/${id}` }, Client), CLIENT_VIEW);
    });
}
