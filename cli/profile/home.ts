import { usageFailure } from '../failure.ts';
import { parseBaseUrl } from '../http/address.ts';
import type { World } from '../world.ts';
import { DEFAULT_PROFILE, type Overrides } from './choose.ts';
import type { Profile } from './config.ts';
import { findConfigFile, localConfigFile, readConfig } from './file.ts';
import { checkProfileName } from './save.ts';

/** The profile that a new token goes into, and what it holds now. */
export type Home = { name: string; file: string; before: Profile | undefined };

/** The profile that the flags name; it need not be there yet. */
export function chooseHome(world: World, globals: Overrides, local: boolean | undefined): Home {
  const name = globals.profile || DEFAULT_PROFILE;
  checkProfileName(name);
  const file = local ? localConfigFile(world) : findConfigFile(world);
  return { name, file, before: new Map(Object.entries(readConfig(world, file).profiles)).get(name) };
}

/** Where the token will come from. The profile must not hold the token of another deployment: it would be lost. */
export function chooseUrl({ name, before }: Home, wanted: string | undefined, otherwise?: string): string {
  const chosen = wanted || before?.url || otherwise;
  if (chosen === undefined) throw usageFailure('no deployment is chosen', 'add --url URL.');
  const url = parseBaseUrl(chosen);
  if (before?.token !== undefined && parseBaseUrl(before.url) !== url) {
    throw usageFailure(`the profile "${name}" holds a token for ${before.url}`, 'add --profile NEWNAME.');
  }
  return url;
}
