import type { Command } from 'commander';
import type { PasswordTokenBody } from '../../../src/contract/sign-in.ts';
import { SelfToken, TokenWithSecret } from '../../../src/contract/tokens.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { Refusal } from '../../http/refusal.ts';
import { send } from '../../http/send.ts';
import { readPassword } from '../../input/password.ts';
import { ask } from '../../input/secret.ts';
import { say } from '../../output/show.ts';
import { chooseHome, chooseUrl, type Home } from '../../profile/home.ts';
import { rehearseSave } from '../../profile/save.ts';
import { type Globals, openSessionAt, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { keepToken } from './keep-token.ts';

type LoginOptions = { email?: string; expires?: string; name?: string; local?: boolean };

const EXAMPLES = `
The password is typed unseen, or read from standard input, and kept nowhere. The token does for everything after; without
--expires it ends after 24 hours, or what the deployment has set. With --quiet the secret is printed too.

Examples:
  $ jeton login --url https://tokens.example.com --email ada@example.com
  $ jeton login --profile production --expires 8h
  $ printenv PASSWORD | jeton login --email ada@example.com`;

/** `jeton login`: a personal token for a mail address and a password, kept in the profile. */
export function addLogin(program: Command, world: World): void {
  program
    .command('login')
    .description('sign in with a password; the token that it gives goes into the profile')
    .option('--email <address>', 'your mail address; asked for without it')
    .option('--expires <when>', 'how long: 8h, 30d, 2026-12-31, …')
    .option('--name <name>', 'what to call the token')
    .option('--local', 'write the profile to .jeton/config.json in this folder')
    .addHelpText('after', EXAMPLES)
    .action(async (options: LoginOptions, command: Command) => {
      const globals = command.optsWithGlobals<Globals>();
      const home = chooseHome(world, globals, options.local);
      const session = openSessionAt(world, command, chooseUrl(home, globals.url));
      await guardToken(session, home);
      const authorization = await readCredentials(world, options.email);
      rehearseSave(world, home.file);
      const body: PasswordTokenBody = { type: 'personal', name: options.name, expires: options.expires };
      const request = { method: 'POST', path: '/v1/tokens', body, headers: { authorization } } as const;
      const answer = await send(session, request, TokenWithSecret);
      keepToken(session, home, answer);
      const until = answer.value.token.expires;
      say(session, `signed in ${until === null ? 'for good' : `until ${until}`}; the profile is "${home.name}"`);
      if (globals.token) say(session, 'a token from --token or JETON_TOKEN still wins over the profile');
    });
}

/** A token that may be kept nowhere else is not written over; one from an earlier sign-in, or an ended one, is. */
async function guardToken(session: Session, { name, before }: Home): Promise<void> {
  if (before?.token === undefined) return;
  const type = await typeOf({ ...session, token: before.token });
  if (type === null || type === 'personal') return;
  throw usageFailure(
    `the profile "${name}" holds a token of type ${type}, which this would write over`,
    `add --profile NEWNAME, or forget it first: jeton profile remove ${name}`,
  );
}

/** The type of the token of a session; null when the token is no longer good. */
async function typeOf(session: Session): Promise<string | null> {
  try {
    return (await send(session, { method: 'GET', path: '/v1/tokens/self' }, SelfToken)).value.type;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) return null;
    throw error;
  }
}

/** RFC 7617, in UTF-8. */
async function readCredentials(world: World, given: string | undefined): Promise<string> {
  const email = given ?? (await askEmail(world));
  if (email.includes(':')) throw usageFailure('a mail address for signing in holds no colon');
  const password = await readPassword(world);
  return `Basic ${Buffer.from(`${email}:${password}`, 'utf8').toString('base64')}`;
}

async function askEmail(world: World): Promise<string> {
  if (!world.stdin.isTTY) throw usageFailure('nothing says who signs in', 'add --email ADDRESS.');
  const email = (await ask(world, 'Mail address: ', false)).trim();
  if (email === '') throw new Failure(['stopped: nothing was sent']);
  return email;
}
