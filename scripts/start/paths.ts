import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface StatePaths {
  /** Secrets of the local Worker, read by wrangler. */
  devVars: string;
  /** What D1, KV and the queue hold between runs. */
  storage: string;
  profileFolder: string;
  profile: string;
  /** What the local Worker would have sent by mail. */
  mail: string;
}

/** Everything `npm start` keeps lies in the checkout; JETON_STATE_DIR moves it, so that tests leave a developer's alone. */
export function statePaths(environment: NodeJS.ProcessEnv = process.env): StatePaths {
  const root = resolve(environment.JETON_STATE_DIR ?? REPOSITORY);
  return {
    devVars: join(root, '.dev.vars'),
    storage: join(root, '.wrangler/state'),
    profileFolder: join(root, '.jeton'),
    profile: join(root, '.jeton/config.json'),
    mail: join(root, '.jeton/mail'),
  };
}

/** A path as a person would type it here. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}

export function missing(path: string): boolean {
  return !existsSync(path);
}
