import { type Command, Option } from 'commander';
import { readImport } from '../../../src/contract/import-formats.ts';
import { Failure, usageFailure } from '../../failure.ts';
import { readInput } from '../../input/file.ts';
import { pairs } from '../../options/pairs.ts';
import { words } from '../../options/words.ts';
import { print } from '../../output/show.ts';
import { type Output, openSession, outputOf } from '../../session.ts';
import type { World } from '../../world.ts';
import { checkRows } from './import-check.ts';
import { type Outcome, refusal, sendRows } from './import-send.ts';

type ImportOptions = {
  format?: string;
  project?: string;
  environment?: string;
  mapEnvironment?: Record<string, string>;
  mapProject?: Record<string, string>;
  allowedOrigin?: string[];
  dryRun?: boolean;
};

const MAX_BYTES = 64 * 1024 * 1024;
const EXAMPLES = `
The tokens keep their strings. What is there already stays as it is, so the same command may be given again. Rows are
counted from 1; a line of column names is not one. With --quiet the ids alone, one a line.

Examples:
  $ jeton token import tokens.csv --project web --environment production
  $ curl -H "Authorization: $ADMIN" https://unleash.example.com/api/admin/api-tokens |
      jeton token import - --format unleash --map-environment default=production
  $ jeton token import storage.json --project web --environment production --dry-run`;

/** `jeton token import FILE`: takes tokens over from elsewhere, with the strings that they have. */
export function addTokenImport(token: Command, world: World): void {
  token
    .command('import <file>')
    .description('take tokens over that were made elsewhere; - is standard input')
    .addOption(
      new Option('--format <format>', 'refuse a file that is not in this format (default: it is found out)').choices([
        'csv',
        'ndjson',
        'unleash',
        'keboola',
      ]),
    )
    .option('--project <id>', 'project of rows that name none')
    .option('--environment <id>', 'environment of rows that name none')
    .option('--map-environment <old=new>', 'what an environment is called here, repeatable or a comma list', pairs)
    .option('--map-project <old=new>', 'what a project is called here, repeatable or a comma list', pairs)
    .option('--allowed-origin <origin>', 'origins of frontend tokens that name none, repeatable', words)
    .option('--dry-run', 'read and check the file, and send nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const output = outputOf(world, command);
      const read = readRows((await readInput(world, file, MAX_BYTES)).toString('utf8'), options);
      const outcome = options.dryRun
        ? checkRows(output, read)
        : show(output, await sendRows(openSession(world, command), read));
      if (outcome.refused > 0) throw new Failure(refusalLines(outcome));
    });
}

function readRows(text: string, options: ImportOptions) {
  const { project, environment, mapProject, mapEnvironment, allowedOrigin: allowedOrigins } = options;
  const read = readImport(text, { project, environment, mapProject, mapEnvironment, allowedOrigins });
  if (read.format === 'unknown') throw usageFailure(read.refused[0]?.detail ?? 'the file has none of the formats');
  if (options.format !== undefined && read.format !== options.format) {
    throw usageFailure(`the file is not in the format ${options.format}, but ${read.format}`);
  }
  return { rows: read.rows, refused: read.refused.map(({ index, detail }) => refusal(index, null, detail)) };
}

function show(output: Output, outcome: Outcome): Outcome {
  const { imported, exists, refused, results } = outcome;
  const ids = results.flatMap(({ id }) => id ?? []);
  if (output.json) print(output, JSON.stringify(outcome));
  else if (!output.quiet) print(output, `${imported} imported, ${exists} there before, ${refused} refused`);
  else if (ids.length > 0) print(output, ids.join('\n'));
  return outcome;
}

function refusalLines({ refused, results }: Pick<Outcome, 'refused' | 'results'>): string[] {
  const lines = results
    .filter(({ status }) => status === 'refused')
    .sort((one, other) => one.row - other.row)
    .map(({ row, code, detail }) => `  row ${row + 1}: ${detail ?? 'refused'}${code === null ? '' : ` (${code})`}`);
  return [`${refused} ${refused === 1 ? 'row was' : 'rows were'} refused`, ...lines];
}
