import type { Command } from 'commander';
import { usageFailure } from '../../failure.ts';
import { parseBaseUrl } from '../../http/address.ts';
import { readSecret } from '../../input/secret.ts';
import { say } from '../../output/show.ts';
import { findConfigFile, localConfigFile, readConfig } from '../../profile/file.ts';
import { checkProfileName, saveProfile } from '../../profile/save.ts';
import { checkToken, type Globals, outputOf } from '../../session.ts';
import type { World } from '../../world.ts';

type SetOptions = { local?: boolean; withoutToken?: boolean };

const EXAMPLES = `
The token is read from standard input, or typed unseen at a terminal. JETON_TOKEN is not looked at here.

Examples:
  $ jeton profile set default --url http://127.0.0.1:8787
  $ printenv DEPLOY_TOKEN | jeton profile set production --url https://tokens.example.com
  $ jeton profile set review --url https://review.example.com --without-token`;

/** `jeton profile set NAME --url U`: makes or changes a profile. */
export function addProfileSet(profile: Command, world: World): void {
  profile
    .command('set <name>')
    .description('make or change a profile')
    .option('--local', 'write .jeton/config.json in this folder')
    .option('--without-token', 'store the address alone')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: SetOptions, command: Command) => {
      checkProfileName(name);
      const file = options.local ? localConfigFile(world) : findConfigFile(world);
      const before = new Map(Object.entries(readConfig(world, file).profiles)).get(name);
      const wanted = command.optsWithGlobals<Globals>().url || before?.url;
      if (wanted === undefined) throw usageFailure(`the profile "${name}" needs an address`, 'add --url URL.');
      const url = parseBaseUrl(wanted);
      saveProfile(world, file, name, options.withoutToken ? { url } : { url, token: await readToken(world, command) });
      say(outputOf(world, command), `the profile "${name}" is in ${file}`);
    });
}

async function readToken(world: World, command: Command): Promise<string> {
  // The variable may hold the token of another profile: only what is given here and now counts.
  const fromFlag = command.getOptionValueSourceWithGlobals('token') === 'cli';
  const token = fromFlag ? command.optsWithGlobals<Globals>().token : await readSecret(world, 'Token: ');
  if (token) return checkToken(token.trim());
  throw usageFailure('no token came on standard input', 'pipe one in, or add --without-token.');
}
