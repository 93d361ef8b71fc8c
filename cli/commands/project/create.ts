import type { Command } from 'commander';
import { Project } from '../../../src/contract/places.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROJECT_VIEW } from './view.ts';

/** `jeton project create ID`. */
export function addProjectCreate(project: Command, world: World): void {
  project
    .command('create <id>')
    .description('make a project; its id stands in addresses and tokens and never changes')
    .option('--name <name>', 'a name for people (default: the id)')
    .addHelpText('after', '\nExample:\n  $ jeton project create web --name "Web shop"')
    .action(async (id: string, { name = id }: { name?: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'POST', path: '/v1/projects', body: { id, name } } as const;
      showOne(session, await send(session, request, Project), PROJECT_VIEW);
    });
}
