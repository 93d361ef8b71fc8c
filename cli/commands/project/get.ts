import type { Command } from 'commander';
import { Project } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROJECT_VIEW } from './view.ts';

/** `jeton project get ID`. */
export function addProjectGet(project: Command, world: World): void {
  project
    .command('get <id>')
    .description('one project')
    .addHelpText('after', '\nExample:\n  $ jeton project get web')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      showOne(session, await send(session, { method: 'GET', path: path`/v1/projects/${id}` }, Project), PROJECT_VIEW);
    });
}
