import type { Command } from 'commander';
import { Namespace, type PatchNamespaceBody } from '../../../src/contract/places.ts';
import { usageFailure } from '../../failure.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { NAMESPACE_VIEW } from './view.ts';

/** `group` is `false` after `--no-group`. */
type UpdateOptions = { project: string; retentionDays?: number; group?: string | false };

/** `jeton namespace update NAME --project P`. */
export function addNamespaceUpdate(namespace: Command, world: World): void {
  namespace
    .command('update <name>')
    .description('change how long a namespace keeps items, or its group')
    .requiredOption('--project <id>', 'the project it belongs to')
    .option('--retention-days <n>', 'days that items are kept; 0 for ever', wholeNumber)
    .option('--group <name>', 'the group that guards it')
    .option('--no-group', 'no group guards it')
    .addHelpText('after', '\nExample:\n  $ jeton namespace update marketing --project web --retention-days 90')
    .action(async (name: string, { project, retentionDays, group }: UpdateOptions, command: Command) => {
      if (retentionDays === undefined && group === undefined) {
        throw usageFailure('nothing to change', 'give --retention-days, --group or --no-group.');
      }
      const session = openSession(world, command);
      const body: PatchNamespaceBody = { retentionDays, group: group === false ? null : group };
      const request = { method: 'PATCH', path: path`/v1/projects/${project}/namespaces/${name}`, body } as const;
      showOne(session, await send(session, request, Namespace), NAMESPACE_VIEW);
    });
}
