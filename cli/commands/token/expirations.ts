import { type Command, Option } from 'commander';
import { TokenExpirations } from '../../../src/contract/expirations.ts';
import { TOKEN_TYPES } from '../../../src/contract/token-types.ts';
import { send } from '../../http/send.ts';
import { wholeNumber } from '../../options/whole-number.ts';
import { print, say } from '../../output/show.ts';
import { renderTable } from '../../output/table.ts';
import { openSession } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUserIfGiven } from '../user/find.ts';

type ExpirationsOptions = {
  days?: number;
  type?: string;
  project?: string;
  environment?: string;
  namespace?: string;
  owner?: string;
};

const EXAMPLES = `
With --quiet the number of tokens that end within these days.

Examples:
  $ jeton token expirations --days 30 --project web
  $ jeton token expirations --type access --json`;

/** `jeton token expirations`: how many tokens end on which day. */
export function addTokenExpirations(token: Command, world: World): void {
  token
    .command('expirations')
    .description('how many of the tokens that you may see end on which day, UTC')
    .option('--days <n>', 'how many days, from today on; 90 without it', wholeNumber)
    .addOption(new Option('--type <type>', 'only this type').choices(TOKEN_TYPES))
    .option('--project <id>', 'only this project')
    .option('--environment <id>', 'only this environment')
    .option('--namespace <name>', 'only tokens with a grant for this namespace')
    .option('--owner <user>', 'only tokens of this person: usr_… or a mail address')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExpirationsOptions, command: Command) => {
      const session = openSession(world, command);
      const query = { ...options, owner: await findUserIfGiven(session, options.owner) };
      const answer = await send(session, { method: 'GET', path: '/v1/tokens/expirations', query }, TokenExpirations);
      const { days, later, never, total } = answer.value;
      if (session.json) print(session, answer.raw);
      else if (session.quiet) print(session, String(total - later - never));
      else if (days.length > 0) print(session, renderTable(COLUMNS, days));
      say(session, `${later} later, ${never} never; ${total} in all`);
    });
}

const COLUMNS = [
  { title: 'day', of: ({ date }: { date: string }) => date },
  { title: 'tokens', of: ({ count }: { count: number }) => String(count) },
];
