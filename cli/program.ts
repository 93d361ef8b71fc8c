import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { exitCodeHelp } from './exit-codes.ts';
import { ALONE, NOUNS } from './nouns.ts';
import { redact } from './redact.ts';
import type { World } from './world.ts';

const HELP = `
Examples:
  $ jeton setup --code CODE --email ada@example.com --name Ada
  $ jeton login --url https://tokens.example.com --email ada@example.com
  $ jeton token create mkt --project marketing --environment production --namespace marketing+r --expires 2026-12-31
  $ jeton token list --expiring 30d
  $ TOKEN=$(jeton token create ci --quiet --project web --environment staging --namespace web+rw --expires 24h)

Tokens: a token on the command line is visible to everybody on the machine and stays in the shell's history.
Prefer a profile, JETON_TOKEN, or standard input where a command reads it.`;

/** The whole command line: global options, nouns, verbs. */
export function makeProgram(world: World): Command {
  const program = new Command('jeton')
    .description('Access tokens at the edge: issue, watch, replace and revoke them.')
    .version(readVersion())
    .addOption(new Option('--profile <name>', 'the profile to use (default: default)').env('JETON_PROFILE'))
    .addOption(new Option('--url <url>', 'address of the deployment, instead of the profile’s').env('JETON_URL'))
    .addOption(
      new Option('--token <token>', 'token, instead of the profile’s; visible to others, prefer the variable').env(
        'JETON_TOKEN',
      ),
    )
    .addOption(new Option('--json', 'the JSON of the server’s answer on stdout').conflicts('quiet'))
    .option('--quiet', 'the one essential value alone on stdout (the secret, the id)')
    .configureHelp({ showGlobalOptions: true, helpWidth: 110 })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      outputError: (text, write) => write(redact(text.replace(/^error: /, 'jeton: '))),
    })
    .showHelpAfterError('(add --help for usage)')
    .exitOverride();
  addNouns(program, world);
  return program.addHelpText('after', HELP).addHelpText('afterAll', `\nExit codes:\n${exitCodeHelp()}`);
}

function addNouns(program: Command, world: World): void {
  for (const addVerb of ALONE) addVerb(program, world);
  for (const { name, description, verbs } of NOUNS) {
    const noun = program.command(name).description(description);
    for (const addVerb of verbs) addVerb(noun, world);
  }
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
