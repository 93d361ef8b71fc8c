import type { Command } from 'commander';
import { MAX_ITEM_BYTES } from '../../../src/contract/places.ts';
import { sendForText } from '../../http/send.ts';
import { readInput } from '../../input/file.ts';
import { say, showDone } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { itemPath, type Place, withPlace } from './place.ts';

type PutOptions = Place & { file?: string; contentType?: string };

const EXAMPLES = `
The value comes from --file, or else from standard input.

Examples:
  $ echo hello | jeton item put greeting --project web --namespace marketing --environment production
  $ jeton item put logo.png --project web --namespace marketing --file logo.png --content-type image/png`;

/** `jeton item put KEY`: stores bytes under a key. */
export function addItemPut(item: Command, world: World): void {
  withPlace(item.command('put <key>').description('store an item; what was there is replaced'))
    .option('--file <file>', 'the value (default: standard input)')
    .option('--content-type <type>', 'kept beside the value and sent with it')
    .addHelpText('after', EXAMPLES)
    .action(async (key: string, options: PutOptions, command: Command) => {
      const session = openSession(world, command);
      const { environment, contentType } = options;
      const bytes = new Blob([await readValue(session, options.file)]);
      const headers = contentType === undefined ? {} : { 'content-type': contentType };
      const request = { method: 'PUT', path: itemPath(options, key), query: { environment }, bytes, headers } as const;
      showDone(session, await sendForText(session, request), `stored ${key}, ${bytes.size} bytes`);
    });
}

async function readValue(session: Session, file: string | undefined): Promise<Buffer<ArrayBuffer>> {
  if ((file === undefined || file === '-') && session.world.stdin.isTTY) {
    say(session, 'reading the value from the terminal; end it with Ctrl-D');
  }
  return readInput(session.world, file, MAX_ITEM_BYTES);
}
