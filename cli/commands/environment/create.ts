import type { Command } from 'commander';
import { Environment } from '../../../src/contract/places.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { ENVIRONMENT_VIEW } from './view.ts';

/** `jeton environment create ID`. */
export function addEnvironmentCreate(environment: Command, world: World): void {
  environment
    .command('create <id>')
    .description('make an environment; its id stands in addresses and tokens and never changes')
    .option('--name <name>', 'a name for people (default: the id)')
    .addHelpText('after', '\nExample:\n  $ jeton environment create preview --name Preview')
    .action(async (id: string, { name = id }: { name?: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'POST', path: '/v1/environments', body: { id, name } } as const;
      showOne(session, await send(session, request, Environment), ENVIRONMENT_VIEW);
    });
}
