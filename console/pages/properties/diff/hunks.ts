import type { DiffLine } from './lines.ts';

/** A run of lines that is shown, or how many that are the same are left out. */
export type Hunk = { lines: DiffLine[] } | { left: number };

const CONTEXT = 3;

/** The lines that differ, with a few around them. */
export function hunksOf(lines: readonly DiffLine[]): Hunk[] {
  const hunks: Hunk[] = [];
  lines.forEach((line, at) => {
    const near = lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1);
    const shown = near.some(({ kind }) => kind !== 'same');
    const last = hunks.at(-1);
    if (shown && last && 'lines' in last) last.lines.push(line);
    else if (shown) hunks.push({ lines: [line] });
    else if (last && 'left' in last) last.left += 1;
    else hunks.push({ left: 1 });
  });
  return hunks;
}
