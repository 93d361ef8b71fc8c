import type { Command } from 'commander';
import { PropertyList } from '../../../src/contract/properties.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { PROPERTY_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton property list`. */
export function addPropertyList(property: Command, world: World): void {
  withPaging(
    property
      .command('list')
      .description('the properties that you may see, and what is active where')
      .option('--project <id>', 'only of this project'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton property list --project web')
    .action(async ({ project, ...paging }: PagingOptions & { project?: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { path: '/v1/properties', query: { project }, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, paging, PropertyList), PROPERTY_VIEW);
    });
}
