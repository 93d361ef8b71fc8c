import type { Command } from 'commander';
import { PropertyVersion } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { showOne } from '../../output/show.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { refuseErrors, sayWarnings } from './findings.ts';
import { readDocument } from './read-document.ts';
import { VERSION_VIEW } from './view.ts';

type SaveOptions = { file: string; note?: string };

const EXAMPLES = `
The document is saved whole: what it leaves out is gone. Without a version it becomes the next one; a version that was
never active can be replaced. What keeps it from being activated is told on stderr, and the exit code is 1; it is saved
nonetheless.

Examples:
  $ jeton property save prp_0000000001d --file photos.json --note 'key version 2'
  $ jeton property save prp_0000000001d 3 --file photos.json                       in place of version 3`;

/** `jeton property save ID [VERSION]`: the next version, or one anew that was never active. */
export function addPropertySave(property: Command, world: World): void {
  property
    .command('save <id> [version]')
    .description('save a document as the next version, or in place of one that was never active')
    .requiredOption('--file <file>', 'the document, as JSON; - is standard input')
    .option('--note <text>', 'what this version is for')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, version: string | undefined, { file, note }: SaveOptions, command: Command) => {
      const session = openSession(world, command);
      const body = { document: await readDocument(world, file), note };
      const request =
        version === undefined
          ? ({ method: 'POST', path: path`/v1/properties/${id}/versions`, body } as const)
          : ({ method: 'PUT', path: path`/v1/properties/${id}/versions/${version}`, body } as const);
      const answer = await send(session, request, PropertyVersion);
      showOne(session, answer, VERSION_VIEW);
      sayWarnings(session, answer.value);
      refuseErrors(answer.value);
    });
}
