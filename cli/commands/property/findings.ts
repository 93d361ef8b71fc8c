import type { Finding, PropertyVersion } from '../../../src/contract/properties.ts';
import { Failure } from '../../failure.ts';
import { say } from '../../output/show.ts';
import type { Output } from '../../session.ts';

type Found = Pick<PropertyVersion, 'version' | 'errors' | 'warnings'>;

/** Tells what may not be meant, on stderr. */
export function sayWarnings(output: Output, { warnings }: Found): void {
  for (const finding of warnings) say(output, `warning: ${inWords(finding)}`);
}

/** What keeps a version from being activated is told on stderr, and is a failure of the command that saved it. */
export function refuseErrors({ version, errors }: Found): void {
  if (errors.length === 0) return;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  throw new Failure([
    `version ${version} is saved, but ${count} in its document must be mended before it can be activated`,
    ...errorLines({ errors }),
  ]);
}

/** The errors, a line each. */
export function errorLines({ errors }: Pick<Found, 'errors'>): string[] {
  return errors.map((finding) => `  ${inWords(finding)}`);
}

function inWords({ path, message }: Finding): string {
  return path === '' ? message : `${path}: ${message}`;
}
