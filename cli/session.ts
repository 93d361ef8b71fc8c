import type { Command } from 'commander';
import { usageFailure } from './failure.ts';
import { parseBaseUrl } from './http/address.ts';
import { type Chosen, choose, LOCAL_URL, type Overrides } from './profile/choose.ts';
import type { World } from './world.ts';

export type Globals = Overrides & { json?: boolean; quiet?: boolean };

/** Where a command's answers go, and in which form. */
export type Output = { world: World; json: boolean; quiet: boolean };

/** One command's dealings with one deployment. */
export type Session = Output & { url: string; token: string | undefined; tokenHome: Chosen['tokenHome'] };

/** Opens the deployment that the flags, variables and profile name, with its token. */
export function openSession(world: World, command: Command): Session {
  const chosen = choose(world, command.optsWithGlobals<Globals>());
  if (chosen.url === undefined) {
    throw usageFailure('no deployment is chosen', 'run: jeton profile set default --url URL, or set JETON_URL.');
  }
  if (chosen.token === undefined) {
    throw usageFailure('no token is known', 'run: jeton login, or set JETON_TOKEN.');
  }
  const { url, token, tokenHome } = chosen;
  return { ...outputOf(world, command), url: parseBaseUrl(url), token: checkToken(token), tokenHome };
}

/** Opens a deployment for a request that needs no token, and sends none. */
export function openAnonymousSession(world: World, command: Command): Session {
  const globals = command.optsWithGlobals<Globals>();
  return openSessionAt(world, command, globals.url || choose(world, globals).url || LOCAL_URL);
}

/** Opens the deployment at an address, without a token. */
export function openSessionAt(world: World, command: Command, url: string): Session {
  return { ...outputOf(world, command), url: parseBaseUrl(url), token: undefined, tokenHome: null };
}

/** How the flags want the output. */
export function outputOf(world: World, command: Command): Output {
  const { json, quiet } = command.optsWithGlobals<Globals>();
  return { world, json: json === true, quiet: quiet === true };
}

/** A token that can stand in a header; never quoted when it cannot. */
export function checkToken(token: string): string {
  if (/^[\x21-\x7e]{1,8192}$/.test(token)) return token;
  throw usageFailure('the token is empty or holds spaces, line breaks or other signs no token has', 'copy it again.');
}
