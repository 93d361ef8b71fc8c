import type { Command } from 'commander';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { REQUEST_VIEW } from './view.ts';
import { readRequest, refuseFailed } from './wait-for-request.ts';

const EXAMPLES = `
With --quiet the status: IN_PROGRESS, DONE or FAILED. Exit code 1 when it failed.

Example:
  $ jeton access-key request akr_0000000001b`;

/** `jeton access-key request ID`: what became of a request for a key or a version. */
export function addAccessKeyRequest(accessKey: Command, world: World): void {
  accessKey
    .command('request <id>')
    .description('what became of a request for a key or a version')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const answer = await readRequest(session, id);
      showOne(session, answer, REQUEST_VIEW);
      refuseFailed(answer.value);
    });
}
