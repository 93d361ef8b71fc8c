import { type Command, Option } from 'commander';
import { type SetupBody, SetupDone } from '../../../src/contract/setup.ts';
import type { Token } from '../../../src/contract/tokens.ts';
import { usageFailure } from '../../failure.ts';
import { parseBaseUrl } from '../../http/address.ts';
import { type Answer, send } from '../../http/send.ts';
import { readNewPassword } from '../../input/password.ts';
import { print, say } from '../../output/show.ts';
import { renderCard } from '../../output/table.ts';
import { DEFAULT_PROFILE, LOCAL_URL } from '../../profile/choose.ts';
import { findConfigFile, localConfigFile, readConfig } from '../../profile/file.ts';
import { checkProfileName, rehearseSave, saveProfile } from '../../profile/save.ts';
import { type Globals, openSessionAt, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { TOKEN_VIEW } from '../token/view.ts';

type SetupOptions = { code: string; email: string; name: string; local?: boolean };
type Done = { user: { id: string }; token: Token; secret: string };

const EXAMPLES = `
The password, 12 characters or more, is typed unseen or read from standard input. The first token goes into the profile.
Without --url this speaks to the profile's deployment, or else to ${LOCAL_URL}.

Examples:
  $ jeton setup --code CODE --email ada@example.com --name Ada
  $ printenv PASSWORD | jeton setup --url https://tokens.example.com --code CODE --email ada@example.com --name Ada`;

/** `jeton setup`: makes the first person of a new deployment, and the profile to go on with. */
export function addSetup(program: Command, world: World): void {
  program
    .command('setup')
    .description('make the first administrator of a new deployment; works once')
    .addOption(
      new Option('--code <code>', 'SETUP_CODE of the deployment').env('JETON_SETUP_CODE').makeOptionMandatory(),
    )
    .requiredOption('--email <address>', 'address of the administrator')
    .requiredOption('--name <name>', 'name of the administrator')
    .option('--local', 'write the profile to .jeton/config.json in this folder')
    .addHelpText('after', EXAMPLES)
    .action(async ({ code, email, name, local }: SetupOptions, command: Command) => {
      const globals = command.optsWithGlobals<Globals>();
      const home = {
        name: globals.profile || DEFAULT_PROFILE,
        file: local ? localConfigFile(world) : findConfigFile(world),
      };
      const session = openSessionAt(world, command, chooseUrl(world, home, globals.url));
      const body: SetupBody = { setupCode: code, email, name, password: await readNewPassword(world) };
      rehearseSave(world, home.file);
      const answer = await send(session, { method: 'POST', path: '/v1/setup', body }, SetupDone);
      keep(session, home, answer);
    });
}

/** The profile to be written must not hold the token of another deployment: it would be lost. */
function chooseUrl(world: World, home: { name: string; file: string }, wanted: string | undefined): string {
  checkProfileName(home.name);
  const before = new Map(Object.entries(readConfig(world, home.file).profiles)).get(home.name);
  const url = parseBaseUrl(wanted || before?.url || LOCAL_URL);
  if (before?.token !== undefined && parseBaseUrl(before.url) !== url) {
    throw usageFailure(`the profile "${home.name}" holds a token for ${before.url}`, 'add --profile NEWNAME.');
  }
  return url;
}

function keep(session: Session, home: { name: string; file: string }, answer: Answer<Done>): void {
  const { token, secret } = answer.value;
  try {
    saveProfile(session.world, home.file, home.name, { url: session.url, token: secret });
  } catch (error) {
    print(session, session.json ? answer.raw : secret);
    throw error;
  }
  if (session.json) print(session, answer.raw);
  else print(session, session.quiet ? secret : renderCard(TOKEN_VIEW.card, token));
  say(session, `the secret is in the profile "${home.name}" of ${home.file}; try: jeton token self`);
}
