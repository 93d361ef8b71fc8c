import type { Command } from 'commander';
import { ActivationList } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ACTIVATION_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton property activations ID`. */
export function addPropertyActivations(property: Command, world: World): void {
  withPaging(
    property
      .command('activations <id>')
      .description('what was activated and deactivated, where and by whom, latest first')
      .option('--environment <id>', 'only in this environment'),
  )
    .addHelpText('after', '\nExample:\n  $ jeton property activations prp_0000000001d --environment production')
    .action(async (id: string, options: PagingOptions & { environment?: string }, command: Command) => {
      const { environment, ...paging } = options;
      const session = openSession(world, command);
      const query = { environment };
      const request = { path: path`/v1/properties/${id}/activations`, query, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, paging, ActivationList), ACTIVATION_VIEW);
    });
}
