import { usageFailure } from '../failure.ts';

export type Profile = { url: string; token?: string };
export type Config = { profiles: Record<string, Profile> };

/** Reads the text of a configuration file; a broken one is explained, without quoting it. */
export function parseConfig(text: string, file: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken(file, 'it is not JSON');
  }
  if (!isRecord(value) || !isRecord(value.profiles)) throw broken(file, 'it has no "profiles"');
  const profiles = Object.entries(value.profiles).map(([name, entry]) => [name, parseProfile(name, entry, file)]);
  return { profiles: Object.fromEntries(profiles) };
}

function parseProfile(name: string, entry: unknown, file: string): Profile {
  if (!isRecord(entry) || typeof entry.url !== 'string') throw broken(file, `the profile "${name}" has no "url"`);
  const { url, token } = entry;
  if (token === undefined) return { url };
  if (typeof token !== 'string') throw broken(file, `the "token" of the profile "${name}" is not text`);
  return { url, token };
}

function broken(file: string, why: string) {
  return usageFailure(
    `the configuration file ${file} cannot be used: ${why}`,
    'correct it, or move it away and run: jeton profile set default --url URL',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
