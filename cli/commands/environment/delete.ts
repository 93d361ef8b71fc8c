import type { Command } from 'commander';
import { path } from '../../http/address.ts';
import { sendForText } from '../../http/send.ts';
import { showDone } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';

/** `jeton environment delete ID`. */
export function addEnvironmentDelete(environment: Command, world: World): void {
  environment
    .command('delete <id>')
    .description('delete an environment')
    .addHelpText('after', '\nExample:\n  $ jeton environment delete preview')
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const raw = await sendForText(session, { method: 'DELETE', path: path`/v1/environments/${id}` });
      showDone(session, raw, `deleted the environment ${id}`);
    });
}
