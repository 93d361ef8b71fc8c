import type { Command } from 'commander';
import { AccessKeyList } from '../../../src/contract/access-keys.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { KEY_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

type ListOptions = PagingOptions & { project?: string; guid?: string };

/** `jeton access-key list`. */
export function addAccessKeyList(accessKey: Command, world: World): void {
  withPaging(
    accessKey
      .command('list')
      .description('the access keys that you may see')
      .option('--project <id>', 'only of this project')
      .option('--guid <guid>', 'only the key that this version is of'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton access-key list --project web')
    .action(async ({ project, guid, ...paging }: ListOptions, command: Command) => {
      const session = openSession(world, command);
      const query = { project, versionGuid: guid };
      const request = { path: '/v1/access-keys', query, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, paging, AccessKeyList), KEY_VIEW);
    });
}
