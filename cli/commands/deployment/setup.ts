import { type Command, Option } from 'commander';
import { type SetupBody, SetupDone } from '../../../src/contract/setup.ts';
import { send } from '../../http/send.ts';
import { readNewPassword } from '../../input/password.ts';
import { say } from '../../output/show.ts';
import { LOCAL_URL } from '../../profile/choose.ts';
import { chooseHome, chooseUrl } from '../../profile/home.ts';
import { rehearseSave } from '../../profile/save.ts';
import { type Globals, openSessionAt } from '../../session.ts';
import type { World } from '../../world.ts';
import { keepToken } from './keep-token.ts';

type SetupOptions = { code: string; email: string; name: string; local?: boolean };

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
      const home = chooseHome(world, globals, local);
      const session = openSessionAt(world, command, chooseUrl(home, globals.url, LOCAL_URL));
      const body: SetupBody = { setupCode: code, email, name, password: await readNewPassword(world) };
      rehearseSave(world, home.file);
      const answer = await send(session, { method: 'POST', path: '/v1/setup', body }, SetupDone);
      keepToken(session, home, answer);
      say(session, `the secret is in the profile "${home.name}" of ${home.file}; try: jeton token self`);
    });
}
