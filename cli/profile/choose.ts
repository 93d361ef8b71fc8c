import { usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import type { Profile } from './config.ts';
import { findConfigFile, readConfig } from './file.ts';

export const DEFAULT_PROFILE = 'default';
/** Where `npm start` listens. Assumed only by commands that send no token. */
export const LOCAL_URL = 'http://127.0.0.1:8787';

/** What `--profile`, `--url` and `--token` or their variables say; empty text counts as nothing. */
export type Overrides = { profile?: string; url?: string; token?: string };

export type Chosen = {
  url?: string;
  token?: string;
  /** The profile and file that the token came from; null when a flag or variable gave it. */
  tokenHome: { name: string; file: string } | null;
};

/** Joins the overrides with the profile. The file is not even looked at when nothing is wanted of it. */
export function choose(world: World, overrides: Overrides): Chosen {
  const { url, token } = overrides;
  if (url && token && !overrides.profile) return { url, token, tokenHome: null };
  const file = findConfigFile(world);
  const name = overrides.profile || DEFAULT_PROFILE;
  const profile = readProfile(world, file, name);
  if (profile === undefined && overrides.profile) throw unknownProfile(world, file, name);
  return {
    ...profile,
    ...(url ? { url } : {}),
    ...(token ? { token } : {}),
    tokenHome: token || profile?.token === undefined ? null : { name, file },
  };
}

/** The sentence for a profile that is not there. */
export function unknownProfile(world: World, file: string, name: string) {
  const names = Object.keys(readConfig(world, file).profiles);
  const known = names.length === 0 ? 'it holds none' : `it holds: ${names.join(', ')}`;
  return usageFailure(`there is no profile "${name}" in ${file}; ${known}`, `run: jeton profile set ${name} --url URL`);
}

function readProfile(world: World, file: string, name: string): Profile | undefined {
  const { profiles } = readConfig(world, file);
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
