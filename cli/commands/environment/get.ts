import type { Command } from 'commander';
import { Environment } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ENVIRONMENT_VIEW } from './view.ts';

/** `jeton environment get ID`. */
export function addEnvironmentGet(environment: Command, world: World): void {
  environment
    .command('get <id>')
    .description('one environment')
    .addHelpText('after', '\nExample:\n  $ jeton environment get preview')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(
        session,
        await send(session, { method: 'GET', path: path`/v1/environments/${id}` }, Environment),
        ENVIRONMENT_VIEW,
      );
    });
}
