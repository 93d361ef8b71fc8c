import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { Failure } from '../../failure.ts';
import { call } from '../../http/call.ts';
import { withSpinner } from '../../output/spinner.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { itemPath, type Place, withPlace } from './place.ts';

const EXAMPLES = `
The bytes come out as they were put in, whatever --json and --quiet say.

Examples:
  $ jeton item get greeting --project web --namespace marketing --environment production
  $ jeton item get logo.png --project web --namespace marketing --output logo.png`;

/** `jeton item get KEY`: the bytes of an item, to stdout or a file. */
export function addItemGet(item: Command, world: World): void {
  withPlace(item.command('get <key>').description('the bytes of an item'))
    .option('--output <file>', 'write them to a file instead of stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (key: string, options: Place & { output?: string }, command: Command) => {
      const session = openSession(world, command);
      const { environment, output } = options;
      const request = { method: 'GET', path: itemPath(options, key), query: { environment } } as const;
      const response = await withSpinner(world, session.quiet, () => call(session, request));
      if (response.body !== null) await pour(session, Readable.fromWeb(response.body), output);
    });
}

async function pour(session: Session, bytes: Readable, output: string | undefined): Promise<void> {
  try {
    if (output === undefined || output === '-') await pipeline(bytes, session.world.stdout, { end: false });
    else await pipeline(bytes, createWriteStream(output));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Failure([
      `the item did not come out whole, to ${output ?? 'stdout'} (${code ?? 'the connection broke'})`,
    ]);
  }
}
