import type { Command } from 'commander';
import { PropertyWithVersion } from '../../../src/contract/properties.ts';
import { send } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { refuseErrors, sayWarnings } from './findings.ts';
import { readDocument } from './read-document.ts';
import { PROPERTY_VIEW } from './view.ts';

type CreateOptions = { project: string; file: string; note?: string };

const EXAMPLES = `
It is saved as version 1, and does nothing before it is activated. What keeps it from that is told on stderr, and the exit
code is 1; the property is there nonetheless: mend the document, and save it.

Examples:
  $ jeton property create photos --project web --file photos.json
  $ ID=$(jeton property create photos --project web --file - --quiet < photos.json)`;

/** `jeton property create NAME`: a property, with its document as version 1. */
export function addPropertyCreate(property: Command, world: World): void {
  property
    .command('create <name>')
    .description('put the gateway in front of an origin: hostnames, who is let in, and what signs')
    .requiredOption('--project <id>', 'the project that it belongs to')
    .requiredOption('--file <file>', 'its document, as JSON; - is standard input')
    .option('--note <text>', 'what this version is for')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, { project, file, note }: CreateOptions, command: Command) => {
      const session = openSession(world, command);
      const body = { project, name, document: await readDocument(world, file), note };
      const { raw, value } = await send(session, { method: 'POST', path: '/v1/properties', body }, PropertyWithVersion);
      const { property: made, version } = value;
      const shown = session.quiet ? made.id : renderCard(PROPERTY_VIEW.card, made);
      print(session, session.json ? raw : shown);
      sayWarnings(session, version);
      refuseErrors(version);
    });
}
