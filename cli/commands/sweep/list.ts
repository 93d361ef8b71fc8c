import { type Command, Option } from 'commander';
import { SWEEP_JOBS, SweepList } from '../../../src/contract/sweeps.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { SWEEP_VIEW } from './view.ts';

const LARGEST_LIMIT = 200;

/** `jeton sweep list`: the runs of the scheduled jobs. */
export function addSweepList(sweep: Command, world: World): void {
  withPaging(
    sweep
      .command('list')
      .description('the runs of the scheduled jobs, latest first')
      .addOption(new Option('--job <job>', 'only this one').choices(SWEEP_JOBS)),
  )
    .addHelpText('after', '\nExample:\n  $ jeton sweep list --job sweep --limit 10')
    .action(async (options: PagingOptions & { job?: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { path: '/v1/sweeps', query: { job: options.job }, largestLimit: LARGEST_LIMIT };
      showPage(session, await readPages(session, request, options, SweepList), SWEEP_VIEW);
    });
}
