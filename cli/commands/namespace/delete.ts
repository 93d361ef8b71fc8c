import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton namespace delete NAME --project P`. */
export function addNamespaceDelete(namespace: Command, world: World): void {
  namespace
    .command('delete <name>')
    .description('delete a namespace')
    .requiredOption('--project <id>', 'the project it belongs to')
    .addHelpText('after', '\nExample:\n  $ jeton namespace delete marketing --project web')
    .action(async (name: string, { project }: { project: string }, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'DELETE', path: path`/v1/projects/${project}/namespaces/${name}` } as const;
      showDone(session, await sendForText(session, request), `deleted the namespace ${name}`);
    });
}
