import type { Command } from 'commander';
import type { Token, Told } from '../../../src/contract/tokens.ts';
import type { Answer } from '../../http/send.ts';
import { print, say, showOne } from '../../output/show.ts';
import { rehearseSave, updateProfile } from '../../profile/save.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { type RefreshOptions, sendRefresh, withRefreshOptions } from './send-refresh.ts';
import { showSecret } from './show-secret.ts';
import { TOKEN_VIEW } from './view.ts';

const EXAMPLES = `
The new secret goes into the profile that the old one came from. When the old one came from --token or JETON_TOKEN,
the new one is printed instead.

Examples:
  $ jeton token self-refresh
  $ NEW=$(JETON_TOKEN=$OLD jeton token self-refresh --quiet)`;

/** `jeton token self-refresh`: a new secret for the token in use. */
export function addTokenSelfRefresh(token: Command, world: World): void {
  withRefreshOptions(token.command('self-refresh').description('give the token in use a new secret'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: RefreshOptions, command: Command) => {
      const session = openSession(world, command);
      const home = session.tokenHome;
      if (home !== null) rehearseSave(world, home.file);
      const answer = await sendRefresh(session, '/v1/tokens/self/refresh', options);
      if (home === null) showSecret(session, answer);
      else keep(session, home, answer);
    });
}

function keep(session: Session, home: { name: string; file: string }, answer: Answer<Told & { token: Token }>): void {
  const { token, secret } = answer.value;
  try {
    updateProfile(session.world, home.file, home.name, ({ url }) => ({ url, token: secret }));
  } catch (error) {
    // The old secret is gone and the file cannot be written: printing is all that saves the new one.
    print(session, session.json ? answer.raw : secret);
    throw error;
  }
  showOne(session, { raw: answer.raw, value: token }, TOKEN_VIEW);
  say(session, `the new secret is in the profile "${home.name}" of ${home.file}`);
}
