import type { Command } from 'commander';
import { listOf, Namespace } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NAMESPACE_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;
const NamespaceList = listOf(Namespace, 'NamespaceList');

/** `jeton namespace list --project P`. */
export function addNamespaceList(namespace: Command, world: World): void {
  withPaging(
    namespace
      .command('list')
      .description('the namespaces of a project')
      .requiredOption('--project <id>', 'the project they belong to'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton namespace list --project web')
    .action(async (options: PagingOptions & { project: string }, command: Command) => {
      const session = openSession(world, command);
      const at = path`/v1/projects/${options.project}/namespaces`;
      const request = { path: at, query: {}, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, NamespaceList), NAMESPACE_VIEW);
    });
}
