import { withoutControls } from '../redact.ts';
import { widthOf } from './width.ts';

/** One column of a table, or one line of a card. */
export type Column<Row> = { title: string; of: (row: Row) => string };

const GAP = '  ';

/** Rows under titles, columns aligned. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return align([
    columns.map(({ title }) => title.toUpperCase()),
    ...rows.map((row) => columns.map(({ of }) => of(row))),
  ]);
}

/** One thing, a line for each column that has something to say. */
export function renderCard<Row>(columns: readonly Column<Row>[], row: Row): string {
  return align(columns.map(({ title, of }) => [title, of(row)]).filter(([, value]) => value !== ''));
}

function align(lines: string[][]): string {
  const cells = lines.map((line) => line.map((cell) => withoutControls(cell).replaceAll('\n', ' ')));
  const widths = (cells[0] ?? []).map((_, index) => Math.max(...cells.map((line) => widthOf(line[index] ?? ''))));
  const render = (line: string[]) =>
    line.map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)))).join(GAP);
  return cells.map((line) => render(line).trimEnd()).join('\n');
}
