import type { Command } from 'commander';
import { TrustedIssuerList } from '../../../src/contract/trusted-issuers.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { TRUST_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton trust list`. */
export function addTrustList(trust: Command, world: World): void {
  withPaging(
    trust
      .command('list')
      .description('whose tokens are exchanged, and for what, latest first')
      .option('--project <id>', 'only for this project'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton trust list --project web')
    .action(async ({ project, ...paging }: PagingOptions & { project?: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { path: '/v1/trusted-issuers', query: { project }, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, paging, TrustedIssuerList), TRUST_VIEW);
    });
}
