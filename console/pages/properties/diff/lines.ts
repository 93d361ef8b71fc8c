export type DiffLine = {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** The number of the line in each text; null where it is not there. */
  before: number | null;
  after: number | null;
};

/**
 * What is to be taken out of one text, and put into it, to get the other: by the longest common subsequence of their lines. A
 * comma at the end of a line says only that another follows, and makes no difference.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const isSame = (x: number, y: number) => bare(before[x]) === bare(after[y]);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(start, start)) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(before.length - 1 - end, after.length - 1 - end)) end += 1;
  const [rows, columns] = [before.length - end, after.length - end];
  const common = lengths(start, rows, columns, isSame);
  const lines: DiffLine[] = [];
  let [x, y] = [0, 0];
  while (x < before.length || y < after.length) {
    const inMiddle = x >= start && y >= start && (x < rows || y < columns);
    if (!inMiddle || (x < rows && y < columns && isSame(x, y))) {
      lines.push({ kind: 'same', text: after[y] ?? '', before: ++x, after: ++y });
    } else if (y >= columns || (x < rows && common(x + 1, y) >= common(x, y + 1))) {
      lines.push({ kind: 'removed', text: before[x] ?? '', before: ++x, after: null });
    } else {
      lines.push({ kind: 'added', text: after[y] ?? '', before: null, after: ++y });
    }
  }
  return lines;
}

/** How many lines the texts have in common from each pair of places on, between what they begin and end with alike. */
function lengths(start: number, rows: number, columns: number, isSame: (x: number, y: number) => boolean) {
  const width = columns - start + 1;
  const table = new Uint16Array((rows - start + 1) * width);
  const at = (x: number, y: number) => (x - start) * width + (y - start);
  const length = (x: number, y: number) => table[at(x, y)] ?? 0;
  for (let x = rows - 1; x >= start; x -= 1) {
    for (let y = columns - 1; y >= start; y -= 1) {
      table[at(x, y)] = isSame(x, y) ? length(x + 1, y + 1) + 1 : Math.max(length(x + 1, y), length(x, y + 1));
    }
  }
  return length;
}

function bare(line: string | undefined): string | undefined {
  return line?.replace(/,$/, '');
}
