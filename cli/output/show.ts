import type { Page } from '../http/pages.ts';
import type { Answer } from '../http/send.ts';
import type { Output } from '../session.ts';
import { type Column, renderCard, renderTable } from './table.ts';

/** How one kind of thing is shown: in a list, alone, and by its one essential value. */
export type View<Row> = {
  /** Takes an s in the plural, where no other is named. */
  noun: string;
  plural?: string;
  columns: readonly Column<Row>[];
  card: readonly Column<Row>[];
  essence: (row: Row) => string;
};

/** Writes a line to stdout. */
export function print(output: Output, text: string): void {
  output.world.stdout.write(`${text}\n`);
}

/** Writes chatter to stderr; with `--quiet` nothing. */
export function say(output: Output, text: string): void {
  if (!output.quiet) output.world.stderr.write(`${text}\n`);
}

/** Shows one thing as `--json`, `--quiet` or, for people, a card. */
export function showOne<Row>(output: Output, answer: Answer<Row>, view: Pick<View<Row>, 'card' | 'essence'>): void {
  if (output.json) print(output, answer.raw);
  else print(output, output.quiet ? view.essence(answer.value) : renderCard(view.card, answer.value));
}

/** Shows a page of things as `--json`, `--quiet` or, for people, a table; says what is left. */
export function showPage<Row>(output: Output, answer: Answer<Page<Row>>, view: View<Row>): void {
  const { items, nextCursor } = answer.value;
  const total = answer.value.total ?? undefined;
  if (output.json) {
    print(output, answer.raw);
    return;
  }
  if (items.length > 0) {
    print(output, output.quiet ? items.map(view.essence).join('\n') : renderTable(view.columns, items));
  }
  const count = total === undefined || total === items.length ? `${items.length}` : `${items.length} of ${total}`;
  say(output, `${count} ${(total ?? items.length) === 1 ? view.noun : (view.plural ?? `${view.noun}s`)}`);
  if (nextCursor !== null) say(output, `more: --cursor ${nextCursor}   (or --all)`);
}

/** Shows the outcome of a request whose answer may be empty: what came with `--json`, else a remark on stderr. */
export function showDone(output: Output, raw: string, remark: string): void {
  if (output.json && raw !== '') print(output, raw);
  say(output, remark);
}
