import type { Command } from 'commander';
import { Project } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROJECT_VIEW } from './view.ts';

/** `jeton project rename ID NAME`. */
export function addProjectRename(project: Command, world: World): void {
  project
    .command('rename <id> <name>')
    .description('give a project another name for people; its id stays')
    .addHelpText('after', '\nExample:\n  $ jeton project rename web "Web shop"')
    .action(async (id: string, name: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'PATCH', path: path`/v1/projects/${id}`, body: { name } } as const;
      showOne(session, await send(session, request, Project), PROJECT_VIEW);
    });
}
