import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inject } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';

const DAY_MS = 86_400_000;

/** Writes into the stack's D1 how often a token was used in days past, which no test can live through. `daysAgo`: 0 is today. */
export function pretendUses(id: string, uses: readonly { daysAgo: number; accepted: number; refused: number }[]): void {
  const database = new DatabaseSync(databaseOf(inject('stack').state));
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const insert = database.prepare(
      'INSERT OR REPLACE INTO token_uses (day, token_id, accepted, refused) VALUES (?, ?, ?, ?)',
    );
    const today = Math.floor(Date.now() / DAY_MS);
    const tokenId = parseId('tok', id);
    for (const { daysAgo, accepted, refused } of uses) insert.run(today - daysAgo, tokenId, accepted, refused);
  } finally {
    database.close();
  }
}

function databaseOf(state: string): string {
  const [file] = globSync(join(state, '.wrangler/state/v3/d1/*/*.sqlite')).filter(
    (path) => !path.endsWith('metadata.sqlite'),
  );
  if (file === undefined) throw new Error(`${state} holds no database`);
  return file;
}
