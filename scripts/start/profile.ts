import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { Explained } from './explained.ts';
import { missing, type StatePaths, shown } from './paths.ts';
import { writePrivateFile } from './private-file.ts';

export interface Profile {
  url: string;
  token: string;
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
  mkdirSync(paths.profileFolder, { recursive: true, mode: 0o700 });
  chmodSync(paths.profileFolder, 0o700);
  const changed = { ...file, profiles: { ...file.profiles, [name]: { ...file.profiles[name], ...profile } } };
  writePrivateFile(paths.profile, `${JSON.stringify(changed, null, 2)}\n`);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function isProfileFile(value: unknown): value is ProfileFile {
  return isRecord(value) && isRecord(value.profiles) && Object.values(value.profiles).every(isProfile);
}

function isProfile(value: unknown): value is Profile {
  return isRecord(value) && typeof value.url === 'string' && typeof value.token === 'string';
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
