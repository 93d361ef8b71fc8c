import type { Command } from 'commander';
import { type ActivateBody, Activation } from '../../../src/contract/properties.ts';
import { path } from '../../http/address.ts';
import { send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { words } from '../../options/words.ts';
import { say, showOne } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { ACTIVATION_VIEW } from './view.ts';

type ActivateOptions = { environment: string; notify?: string[]; note?: string };

const ACTIVATE_EXAMPLES = `
Without a version the latest. To roll back, activate an earlier one. It is in force everywhere within some ten seconds.

Examples:
  $ jeton property activate prp_0000000001d --environment staging --notify ops@example.com
  $ jeton property activate prp_0000000001d 3 --environment production --note 'back to version 3'`;
const DEACTIVATE_EXAMPLES = `
Its hostnames lead nowhere then, and are free for other properties.

Example:
  $ jeton property deactivate prp_0000000001d --environment staging`;

/** `jeton property activate ID [VERSION]`. */
export function addPropertyActivate(property: Command, world: World): void {
  withOptions(
    property
      .command('activate <id>')
      .argument('[version]', 'which version', wholeNumber)
      .description('have an environment run a version of a property'),
  )
    .addHelpText('after', ACTIVATE_EXAMPLES)
    .action(async (id: string, version: number | undefined, options: ActivateOptions, command: Command) => {
      const session = openSession(world, command);
      await activate(session, id, { type: 'ACTIVATE', version, ...bodyOf(options) });
      say(session, `${options.environment} runs it; every location within some ten seconds`);
    });
}

/** `jeton property deactivate ID`. */
export function addPropertyDeactivate(property: Command, world: World): void {
  withOptions(property.command('deactivate <id>').description('have an environment run a property no longer'))
    .addHelpText('after', DEACTIVATE_EXAMPLES)
    .action(async (id: string, options: ActivateOptions, command: Command) => {
      const session = openSession(world, command);
      await activate(session, id, { type: 'DEACTIVATE', ...bodyOf(options) });
    });
}

function withOptions(command: Command): Command {
  return command
    .requiredOption('--environment <id>', 'in which environment')
    .option('--notify <address>', 'a mail address to tell, repeatable or a comma list', words)
    .option('--note <text>', 'why, in a few words');
}

function bodyOf({
  environment,
  notify = [],
  note,
}: ActivateOptions): Pick<ActivateBody, 'environment' | 'notify' | 'note'> {
  return { environment, notify, note };
}

async function activate(session: Session, id: string, body: ActivateBody): Promise<void> {
  const request = { method: 'POST', path: path`/v1/properties/${id}/activations`, body } as const;
  showOne(session, await send(session, request, Activation), ACTIVATION_VIEW);
}
