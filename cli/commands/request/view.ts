import type { Answer } from '../../http/send.ts';
import { print, say } from '../../output/show.ts';
import { type Column, renderTable } from '../../output/table.ts';
import type { Output } from '../../session.ts';

type Counted = { accepted: number; refused: number };

/** The columns of what was counted, after the one that says when. */
export const COUNTS: readonly Column<Counted>[] = [
  { title: 'accepted', of: ({ accepted }) => String(accepted) },
  { title: 'refused', of: ({ refused }) => String(refused) },
];

/** Shows counts as `--json`, as the one number of what was accepted, or as a table. */
export function showCounts<Row extends Counted>(
  output: Output,
  { raw, value: { items } }: Answer<{ items: readonly Row[] }>,
  when: Column<Row>,
): void {
  const accepted = items.reduce((sum, item) => sum + item.accepted, 0);
  const refused = items.reduce((sum, item) => sum + item.refused, 0);
  if (output.json || output.quiet) {
    print(output, output.json ? raw : String(accepted));
    return;
  }
  if (items.length > 0) print(output, renderTable([when, ...COUNTS], items));
  say(output, `${accepted} accepted, ${refused} refused`);
}
