import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton project delete ID`. */
export function addProjectDelete(project: Command, world: World): void {
  project
    .command('delete <id>')
    .description('delete a project')
    .addHelpText('after', '\nExample:\n  $ jeton project delete web')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/projects/${id}` });
      showDone(session, raw, `deleted the project ${id}`);
    });
}
