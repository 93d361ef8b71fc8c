import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Explained } from './explained.ts';
import { missing, type StatePaths, shown } from './paths.ts';
import { writePrivateFile } from './private-file.ts';

export interface DevVars {
  rootKey: string;
  setupCode: string;
}

/** The local Worker's secrets: made once, then kept, for every token of this deployment hangs on ROOT_KEY. */
export function ensureDevVars(paths: StatePaths): DevVars {
  if (missing(paths.devVars)) writePrivateFile(paths.devVars, freshDevVars());
  return parseDevVars(readFileSync(paths.devVars, 'utf8'), shown(paths.devVars));
}

export function freshRootKey(): string {
  return randomBytes(32).toString('hex');
}

export function freshCode(): string {
  return randomBytes(18).toString('base64url');
}

function freshDevVars(): string {
  return [
    '# Secrets of the local Worker, made by `npm start`. Not for production, not for git.',
    `ROOT_KEY="${freshRootKey()}"`,
    `SETUP_CODE="${freshCode()}"`,
    '',
  ].join('\n');
}

export function parseDevVars(text: string, name: string): DevVars {
  const rootKey = readVariable(text, 'ROOT_KEY');
  if (rootKey === undefined || !/^[0-9a-fA-F]{64}$/.test(rootKey)) {
    throw new Explained(
      `${rootKey === undefined ? `${name} has no ROOT_KEY` : `The ROOT_KEY in ${name} is malformed`}: it must be 64 hex digits.
Put back the ROOT_KEY that this deployment was made with: no other one opens its tokens.
If nothing here is worth keeping, \`npm run reset\` removes everything local and \`npm start\` begins anew.`,
    );
  }
  const setupCode = readVariable(text, 'SETUP_CODE');
  if (setupCode === undefined || setupCode === '') {
    throw new Explained(
      `${name} has no SETUP_CODE. Add a line such as:\n  SETUP_CODE="${freshCode()}"\nIt is needed once, to make the administrator.`,
    );
  }
  return { rootKey, setupCode };
}

function readVariable(text: string, name: string): string | undefined {
  const line = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(.*?)\\s*$`, 'm').exec(text);
  return line?.[1]?.replace(/^(["'])(.*)\1$/, '$2');
}
