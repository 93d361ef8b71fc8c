import type { Command } from 'commander';
import { Namespace } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NAMESPACE_VIEW } from './view.ts';

/** `jeton namespace get NAME --project P`. */
export function addNamespaceGet(namespace: Command, world: World): void {
  namespace
    .command('get <name>')
    .description('one namespace')
    .requiredOption('--project <id>', 'the project it belongs to')
    .addHelpText('after', '\nExample:\n  $ jeton namespace get marketing --project web')
    .action(async (name: string, { project }: { project: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/projects/${project}/namespaces/${name}` } as const;
      showOne(session, await send(session, request, Namespace), NAMESPACE_VIEW);
    });
}
