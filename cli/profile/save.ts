import { Failure, usageFailure } from '../failure.ts';
import type { World } from '../world.ts';
import type { Profile } from './config.ts';
import { readConfig, writeConfig } from './file.ts';

/** Adds or replaces one profile. */
export function saveProfile(world: World, file: string, name: string, profile: Profile): void {
  const { profiles } = readConfig(world, file);
  writeConfig(file, { profiles: { ...profiles, [name]: profile } });
}

/** Fails now if the file cannot be written: before the server hands out a secret that has nowhere else to go. */
export function rehearseSave(world: World, file: string): void {
  writeConfig(file, readConfig(world, file));
}

/** Changes one profile that is there. */
export function updateProfile(world: World, file: string, name: string, change: (before: Profile) => Profile): void {
  const before = readConfig(world, file).profiles[name];
  if (before === undefined) throw new Failure([`the profile "${name}" is no longer in ${file}`]);
  saveProfile(world, file, name, change(before));
}

/** A profile's name can be typed without quoting. */
export function checkProfileName(name: string): void {
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(name)) return;
  throw usageFailure('a profile is named with 1 to 64 letters, digits, dots, _ and -, a letter or digit first');
}
