import type { Command } from 'commander';
import { Environment, listOf } from '../../../src/contract/places.ts';
import { readPages } from '../../http/pages.ts';
import { type PagingOptions, withPaging } from '../../options/paging.ts';
import { showPage } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ENVIRONMENT_VIEW } from './view.ts';

const REQUEST = { path: '/v1/environments', query: {}, largestLimit: 200 };
const EnvironmentList = listOf(Environment, 'EnvironmentList');

/** `jeton environment list`. */
export function addEnvironmentList(environment: Command, world: World): void {
  withPaging(environment.command('list').description('the environments that you may see'))
    .addHelpText('after', '\nExample:\n  $ jeton environment list --all --json')
    .action(async (options: PagingOptions, command: Command) => {
      const session = openSession(world, command);
      showPage(session, await readPages(session, REQUEST, options, EnvironmentList), ENVIRONMENT_VIEW);
    });
}
