import { type Command, Option } from 'commander';
import type { Requirement } from '../../../src/contract/grants.ts';
import {
  CONSISTENCIES,
  type Consistency,
  type SelfToken,
  Verification,
  type VerifyTokenBody,
} from '../../../src/contract/tokens.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { type Answer, send } from '../../http/send.ts';
import { readSecret } from '../../input/secret.ts';
import { requirements } from '../../options/grants.ts';
import { print } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { SELF_VIEW } from './view.ts';

type Verdict = { active: boolean; code: string | null; token?: SelfToken | undefined };
type VerifyOptions = {
  project?: string;
  environment?: string;
  audience?: string;
  require?: Requirement[];
  consistency?: Consistency;
};

const EXAMPLES = `
The token to verify comes from standard input, or is typed unseen; never from the command line.
The exit code is 0 when the token is active and 1 when it is not.

Examples:
  $ printenv CI_TOKEN | jeton token verify --environment production
  $ jeton token verify --require namespace:marketing:read < token.txt && echo fine`;

/** `jeton token verify`: whether a token is good, for what is asked. */
export function addTokenVerify(token: Command, world: World): void {
  token
    .command('verify')
    .description('whether a token is active, and may do what is asked')
    .option('--project <id>', 'where --require is asked, for tokens whose owner has roles by project')
    .option('--environment <id>', 'as if used in this environment')
    .option('--audience <name>', 'who asks, as a signed token must name it')
    .option('--require <resource:name:action>', 'what it must be able to do; repeatable', requirements)
    .addOption(new Option('--consistency <promise>', 'how fresh the answer must be').choices(CONSISTENCIES))
    // Whoever puts the token here must not see it repeated in an error.
    .allowExcessArguments(true)
    .addHelpText('after', EXAMPLES)
    .action(async (options: VerifyOptions, command: Command) => {
      if (command.args.length > 0) {
        throw usageFailure(
          'the token is not taken from the command line, where others can see it',
          'use standard input.',
        );
      }
      const session = openSession(world, command);
      const body: VerifyTokenBody = { token: await readSecret(world, 'Token to verify: '), ...options };
      if (body.token === '') throw usageFailure('no token came on standard input');
      show(session, await send(session, { method: 'POST', path: '/v1/tokens/verify', body }, Verification));
    });
}

function show(session: Session, answer: Answer<Verdict>): void {
  const { active, code, token } = answer.value;
  const verdict = active ? 'active' : `not active (${code ?? 'no reason given'})`;
  if (session.json) print(session, answer.raw);
  else if (session.quiet) print(session, active ? 'active' : (code ?? 'inactive'));
  else print(session, token === undefined ? verdict : `${verdict}\n\n${renderCard(SELF_VIEW.card, token)}`);
  if (!active) throw new Failure([]);
}
