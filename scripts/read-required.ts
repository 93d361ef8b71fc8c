import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that a check cannot do without: its absence is a finding, not a crash. */
export function readRequired(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    console.error(`${path} is missing.`);
    process.exit(1);
  }
}
