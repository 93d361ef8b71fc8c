import type { Command } from 'commander';
import { PropertyVersion } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { type Answer, send } from '../../http/send.ts';
import { print, say } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { errorLines, sayWarnings } from './findings.ts';
import { VERSION_VIEW } from './view.ts';

const EXAMPLES = `
With --quiet the document alone, to be edited and saved. What keeps it from being activated is told on stderr.

Examples:
  $ jeton property version prp_0000000001d 3
  $ jeton property version prp_0000000001d 3 --quiet > photos.json`;

/** `jeton property version ID VERSION`: a version with its document. */
export function addPropertyVersion(property: Command, world: World): void {
  property
    .command('version <id> <version>')
    .description('one version of a property, with its document')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, version: string, _options: unknown, command: Command) => {
      const session = openSession(world, command);
      const request = { method: 'GET', path: path`/v1/properties/${id}/versions/${version}` } as const;
      const answer = await send(session, request, PropertyVersion);
      const document = JSON.stringify(documentOf(answer), null, 2);
      const shown = session.quiet ? document : `${renderCard(VERSION_VIEW.card, answer.value)}\n\n${document}`;
      print(session, session.json ? answer.raw : shown);
      sayWarnings(session, answer.value);
      for (const line of errorLines(answer.value)) say(session, `error: ${line.trim()}`);
    });
}

/** As the server told it: what it holds that this version of the command line does not know stays in it. */
function documentOf({ raw }: Answer<PropertyVersion>): unknown {
  return (JSON.parse(raw) as { document: unknown }).document;
}
