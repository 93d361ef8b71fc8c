import { type Command, Option } from 'commander';
import { type RunSweepBody, SWEEP_JOBS, Sweep, type SweepJob } from '../../../src/contract/sweeps.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { viewOf } from './view.ts';

/** A run answers when it has done its share: up to 40 pages of each kind. */
const TIMEOUT_SECONDS = 300;

const EXAMPLES = `
publish tells the edge and everybody else what has changed, each minute; sweep warns of tokens that end soon and
deletes those that have ended, every 15 minutes; daily disables idle tokens and forgets what is past its retention.

Examples:
  $ jeton sweep run
  $ jeton sweep run --job daily --json`;

/** `jeton sweep run`: a scheduled job, now. */
export function addSweepRun(sweep: Command, world: World): void {
  sweep
    .command('run')
    .description('run a scheduled job now, and say what it did')
    .addOption(new Option('--job <job>', 'which one').choices(SWEEP_JOBS).default('sweep'))
    .addHelpText('after', EXAMPLES)
    .action(async ({ job }: { job: SweepJob }, command: Command) => {
      const session = openSession(world, command);
      const body: RunSweepBody = { job };
      const request = { method: 'POST', path: '/v1/sweeps', body, timeoutSeconds: TIMEOUT_SECONDS } as const;
      const answer = await send(session, request, Sweep);
      showOne(session, answer, viewOf(answer.value));
    });
}
