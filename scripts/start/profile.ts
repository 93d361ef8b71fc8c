import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { Explained } from './explained.ts';
import { missing, type StatePaths, shown } from './paths.ts';
import { writePrivateFile } from './private-file.ts';

export interface Profile {
  url: string;
  token?: string;
}

/** The file that the command line reads: where each deployment is, and the token to use there. */
export interface ProfileFile {
  profiles: Record<string, Profile>;
}

export function readProfiles(paths: StatePaths): ProfileFile {
  if (missing(paths.profile)) return { profiles: {} };
  const found = parseJson(readFileSync(paths.profile, 'utf8'));
  if (isProfileFile(found)) return found;
  throw new Explained(
    `${shown(paths.profile)} is not what it should be: JSON of the form
  {"profiles":{"default":{"url":"http://127.0.0.1:8787","token":"…"}}}
Mend it, or restore it from a copy: it holds the admin token, which is stored nowhere else.
If nothing here is worth keeping, \`npm run reset\` removes everything local and \`npm start\` begins anew.`,
  );
}

/** `default`, unless that names a deployment elsewhere: a token of production is neither sent here nor overwritten. */
export function localProfileName(file: ProfileFile): 'default' | 'local' {
  const profile = file.profiles.default;
  return profile === undefined || isLoopback(profile.url) ? 'default' : 'local';
}

export function saveProfile(paths: StatePaths, file: ProfileFile, name: string, profile: Profile): void {
  const kept = { ...file.profiles[name], ...profile };
  writeProfiles(paths, { ...file, profiles: { ...file.profiles, [name]: kept } });
}

/** Forgets one deployment; the file goes with the last of them. */
export function removeProfile(paths: StatePaths, file: ProfileFile, name: string): void {
  const { [name]: _removed, ...others } = file.profiles;
  if (Object.keys(others).length === 0) rmSync(paths.profile, { force: true });
  else writeProfiles(paths, { ...file, profiles: others });
}

function writeProfiles(paths: StatePaths, file: ProfileFile): void {
  mkdirSync(paths.profileFolder, { recursive: true, mode: 0o700 });
  chmodSync(paths.profileFolder, 0o700);
  writePrivateFile(paths.profile, `${JSON.stringify(file, null, 2)}\n`);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function isProfileFile(value: unknown): value is ProfileFile {
  return isRecord(value) && isRecord(value.profiles) && Object.values(value.profiles).every(isProfile);
}

function isProfile(value: unknown): value is Profile {
  return isRecord(value) && typeof value.url === 'string' && ['string', 'undefined'].includes(typeof value.token);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
