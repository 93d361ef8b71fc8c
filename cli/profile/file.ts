import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import { type Config, parseConfig } from './config.ts';

const LOCAL = join('.jeton', 'config.json');
const OTHERS = 0o077;

/** `.jeton/config.json` here or in the nearest folder above that has one, else `~/.config/jeton/config.json`. */
export function findConfigFile(world: World): string {
  for (let folder = world.cwd; ; folder = dirname(folder)) {
    const file = join(folder, LOCAL);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return join(world.home, '.config', 'jeton', 'config.json');
  }
}

/** The file that `--local` makes. */
export function localConfigFile(world: World): string {
  return join(world.cwd, LOCAL);
}

/** The configuration in a file; empty when there is no file. Warns when others can read it. */
export function readConfig(world: World, file: string): Config {
  if (!existsSync(file)) return { profiles: {} };
  try {
    guard(world, file);
    return parseConfig(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw usageFailure(`the configuration file ${file} cannot be read (${codeOf(error)})`, 'look at its permissions.');
  }
}

/** A file that somebody else put in a folder above could send our token to them: refused. */
function guard(world: World, file: string): void {
  if (world.userId === null) return;
  const { mode, uid } = statSync(file);
  if (uid !== world.userId && uid !== 0) {
    throw usageFailure(`the configuration file ${file} belongs to another user`, 'use your own, or chown it.');
  }
  if ((mode & OTHERS) !== 0) {
    world.stderr.write(`warning: others can read ${file}, which may hold tokens; run: chmod 600 ${file}\n`);
  }
}

/** Writes the configuration, readable by its owner alone; a half-written file is never left in its place. */
export function writeConfig(file: string, config: Config): void {
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (file.endsWith(LOCAL) && !existsSync(join(folder, '.gitignore'))) {
      writeFileSync(join(folder, '.gitignore'), '*\n');
    }
    replaceFile(existsSync(file) ? realpathSync(file) : file, `${JSON.stringify(config, null, 2)}\n`);
  } catch (error) {
    throw usageFailure(
      `the configuration file ${file} cannot be written (${codeOf(error)})`,
      'look at its permissions.',
    );
  }
}

function replaceFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown reason';
}
