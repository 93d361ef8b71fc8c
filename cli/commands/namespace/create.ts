import type { Command } from 'commander';
import { type CreateNamespaceBody, Namespace } from '../../../src/contract/places.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NAMESPACE_VIEW } from './view.ts';

type CreateOptions = { project: string; retentionDays?: number; group?: string };

/** `jeton namespace create NAME --project P`. */
export function addNamespaceCreate(namespace: Command, world: World): void {
  namespace
    .command('create <name>')
    .description('make a namespace in a project')
    .requiredOption('--project <id>', 'the project it belongs to')
    .option('--retention-days <n>', 'days that items are kept; 0 for ever', wholeNumber)
    .option('--group <name>', 'the group that guards it')
    .addHelpText('after', '\nExample:\n  $ jeton namespace create marketing --project web --retention-days 30')
    .action(async (name: string, { project, retentionDays, group }: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body: CreateNamespaceBody = { name, retentionDays, group };
      const request = { method: 'POST', path: path`/v1/projects/${project}/namespaces`, body } as const;
      showOne(session, await send(session, request, Namespace), NAMESPACE_VIEW);
    });
}
