import type { Command } from 'commander';
import { sendForText } from '../../http/send.ts';
import { print } from '../../output/show.ts';
import { openAnonymousSession } from '../../session.ts';
import type { World } from '../../world.ts';

const EXAMPLES = `
A document may name it as "$schema"; editors then complete and check it. No token is sent.

Examples:
  $ jeton property schema > property.schema.json
  $ jeton property schema --url https://tokens.example.com`;

/** `jeton property schema`: the JSON Schema of documents. */
export function addPropertySchema(property: Command, world: World): void {
  property
    .command('schema')
    .description('the JSON Schema of the document of a property')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const session = openAnonymousSession(world, command);
      const raw = await sendForText(session, { method: 'GET', path: '/schemas/property.json' });
      print(session, raw.trimEnd());
    });
}
