import type { Command } from 'commander';
import { Property } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROPERTY_VIEW } from './view.ts';

/** `jeton property get ID`. */
export function addPropertyGet(property: Command, world: World): void {
  property
    .command('get <id>')
    .description('one property')
    .addHelpText('after', '\nExample:\n  $ jeton property get prp_0000000001d')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(
        session,
        await send(session, { method: 'GET', path: path`/v1/properties/${id}` }, Property),
        PROPERTY_VIEW,
      );
    });
}
