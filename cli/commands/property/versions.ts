import type { Command } from 'commander';
import { PropertyVersionList } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { VERSION_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton property versions ID`. */
export function addPropertyVersions(property: Command, world: World): void {
  withPaging(property.command('versions <id>').description('the versions of a property, latest first'))
    .addHelpText('after', '\nExample:\n  $ jeton property versions prp_0000000001d')
    .action(async (id: string, paging: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      const request = { path: path`/v1/properties/${id}/versions`, query: {}, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, paging, PropertyVersionList), VERSION_VIEW);
    });
}
