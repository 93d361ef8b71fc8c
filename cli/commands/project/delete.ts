import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { confirm } from '../../input/confirm.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

type DeleteOptions = { detach?: boolean; yes?: boolean };

const EXAMPLES = `
A token that loses its last project with --detach does nothing any more, anywhere.

Examples:
  $ jeton project delete web
  $ jeton project delete web --detach --yes`;

/** `jeton project delete ID`. */
export function addProjectDelete(project: Command, world: World): void {
  project
    .command('delete <id>')
    .description('delete a project and the memberships in it')
    .option('--detach', 'take it out of every token that names it; asks first')
    .option('--yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { detach, yes }: DeleteOptions, command: Command) => {
      const session = openSession(world, command);
      if (detach && !yes) {
        await confirm(world, `This takes ${id} out of every token at ${session.url} and deletes it.`, 'detach');
      }
      const query = { detach: detach ? 'true' : undefined };
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/projects/${id}`, query });
      showDone(session, raw, `deleted the project ${id}`);
    });
}
