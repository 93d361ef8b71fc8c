import type { Command } from 'commander';
import { listOf, Project } from '../../../src/contract/places.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROJECT_VIEW } from './view.ts';

const REQUEST = { path: '/v1/projects', query: {}, largestLimit: 200 };
const ProjectList = listOf(Project, 'ProjectList');

/** `jeton project list`. */
export function addProjectList(project: Command, world: World): void {
  withPaging(project.command('list').description('the projects that you may see'))
    .addHelpText('after', '\nExample:\n  $ jeton project list --all --json')
    .action(async (options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      showPage(session, await readPages(session, REQUEST, options, ProjectList), PROJECT_VIEW);
    });
}
