import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Failure } from '../../failure.ts';
import type { Query } from '../../http/call.ts';
import { countLines, readLines } from '../../http/lines.ts';
import { parseJson } from '../../http/refusal.ts';
import { mayRepeat } from '../../http/repeat.ts';
import { say } from '../../output/show.ts';
import { openSink, type Sink } from '../../output/sink.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { type FilterOptions, filterOf, withFilter } from './filter.ts';

/** What one request gives at most. */
const LINES_A_REQUEST = 1_000_000;
/** How long to wait before going on, when nothing came in between. */
const PAUSES_SECONDS = [0.3, 1, 3, 10];
const EXAMPLES = `
One event a line, as JSON, whatever --json and --quiet say. Where the connection breaks, it goes on after the last whole line.

Examples:
  $ jeton event export --output events.ndjson
  $ jeton event export --since 2026-12-01 | jq -r .action | sort | uniq -c
  $ jeton event export --after "$(tail -n 1 events.ndjson | jq -r .id)" >> events.ndjson`;

/** Where an export stands. */
type Progress = { lines: number; after: string | undefined };

/** `jeton event export`: the audit trail, oldest first, to stdout or a file. */
export function addEventExport(event: Command, world: World): void {
  withFilter(event.command('export').description('the audit trail, oldest first, an event a line (NDJSON)'))
    .option('--after <id>', 'go on after this event')
    .option('--output <file>', 'write to a file instead of stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (options: FilterOptions & { after?: string; output?: string }, command: Command) => {
      const session = openSession(world, command);
      const sink = await openSink(world, options.output);
      const progress: Progress = { lines: 0, after: options.after };
      try {
        await exportAll(session, filterOf(options), sink, progress);
      } catch (error) {
        throw explained(error, progress);
      } finally {
        await sink.close();
      }
      say(session, `${progress.lines.toLocaleString('en-US')} event${progress.lines === 1 ? '' : 's'}`);
    });
}

/** Asks again until an answer has come to its end, and was not cut by its limit. */
async function exportAll(session: Session, filter: Query, sink: Sink, progress: Progress): Promise<void> {
  for (let failures = 0; ; ) {
    const { lines } = progress;
    try {
      await exportOnce(session, filter, sink, progress);
      if (progress.lines - lines < LINES_A_REQUEST) return;
      failures = 0;
    } catch (error) {
      failures = progress.lines > lines ? 1 : failures + 1;
      const pause = PAUSES_SECONDS[failures - 1];
      if (pause === undefined || !mayRepeat(error)) throw error;
      await sleep(pause * 1000);
    }
  }
}

async function exportOnce(session: Session, filter: Query, sink: Sink, progress: Progress): Promise<void> {
  const query = { ...filter, after: progress.after, limit: LINES_A_REQUEST };
  for await (const lines of readLines(session, { method: 'GET', path: '/v1/events.ndjson', query })) {
    const { count, last } = countLines(lines);
    const { id } = (parseJson(last) ?? {}) as { id?: unknown };
    if (typeof id !== 'string') throw new Failure([`${session.url} sent a line that is no event`]);
    await sink.write(lines);
    progress.lines += count;
    progress.after = id;
  }
}

/** What failed, and how to have the rest. */
function explained(error: unknown, { lines, after }: Progress): unknown {
  if (!(error instanceof Failure) || lines === 0 || after === undefined) return error;
  const came = `${lines.toLocaleString('en-US')} events came out whole; the rest: --after ${after}`;
  return new Failure([...error.lines, came], error.exitCode);
}
