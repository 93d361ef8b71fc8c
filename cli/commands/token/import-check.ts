import { ImportRow } from '../../../src/contract/token-import.ts';
import { print } from '../../output/show.ts';
import type { Output } from '../../session.ts';
import { type Outcome, type ReadRows, refusal } from './import-send.ts';

type Issue = { code: string; path: PropertyKey[]; message: string };

/** Shows what would be sent, and what the server would refuse for its form alone. */
export function checkRows(output: Output, { rows, refused }: ReadRows): Pick<Outcome, 'refused' | 'results'> {
  const results = [...refused];
  const good: ImportRow[] = [];
  for (const { index, row } of rows) {
    const parsed = ImportRow.safeParse(row);
    if (parsed.success) good.push(parsed.data);
    else results.push(refusal(index, 'invalid_request', whatIsWrong(parsed.error.issues)));
  }
  const sent = { rows: good.length, types: countTypes(good), refused: results.length };
  if (output.json) print(output, JSON.stringify({ ...sent, results }));
  else print(output, output.quiet ? String(sent.rows) : sentence(sent));
  return { refused: results.length, results };
}

/** The fields at fault. The name of an unknown field is not told: without a line of names, it may be a token. */
function whatIsWrong(issues: readonly Issue[]): string {
  return issues
    .map(({ code, path, message }) => {
      const field = path.map(String).join('.');
      if (code === 'unrecognized_keys') return 'it has a field that no token has';
      return field === '' ? message : `${field}: ${message}`;
    })
    .join('; ');
}

function countTypes(rows: ImportRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of rows) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function sentence({ rows, types, refused }: { rows: number; types: Record<string, number>; refused: number }): string {
  const parts = Object.entries(types).map(([type, count]) => `${count} ${type}`);
  const what = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `${rows} would be sent${what}, ${refused} refused; nothing was sent`;
}
