import type { Command } from 'commander';
import { RequestList } from '../../../src/contract/requests.ts';
import { send } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { renderTable } from '../../output/table.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { showCounts } from './view.ts';

const EXAMPLES = `
Examples:
  $ jeton request list
  $ jeton request list --since 2026-12-01 --project web --json`;

/** `jeton request list`: what became of requests with a token, by the hour. */
export function addRequestList(request: Command, world: World): void {
  request
    .command('list')
    .description('how many requests with a token were accepted and refused, by the hour, and why')
    .option('--since <time>', 'from this hour on: 2026-12-31T08:00:00Z, or a day, at most 31 days back')
    .option('--project <id>', 'only with tokens of this project alone')
    .addHelpText('after', EXAMPLES)
    .action(async ({ since, project }: { since?: string; project?: string }, command: Command) => {
      const session = openSession(world, command);
      const answer = await send(
        session,
        { method: 'GET', path: '/v1/requests', query: { since, project } },
        RequestList,
      );
      const { refusals } = answer.value;
      showCounts(session, answer, { title: 'hour', of: ({ hour }) => hour });
      if (session.json || session.quiet || refusals.length === 0) return;
      const columns = [
        { title: 'refused with', of: ({ code }: { code: string }) => code },
        { title: 'requests', of: ({ count }: { count: number }) => String(count) },
      ];
      print(session, `\n${renderTable(columns, refusals)}`);
    });
}
