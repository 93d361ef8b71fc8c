import type { Sweep } from '../../../src/contract/sweeps.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const ID: Column<Sweep> = { title: 'id', of: (sweep) => sweep.id };
const RUN: readonly Column<Sweep>[] = [
  { title: 'job', of: (sweep) => sweep.job },
  { title: 'status', of: (sweep) => sweep.status },
  { title: 'started by', of: (sweep) => sweep.startedBy },
  { title: 'started', of: (sweep) => sweep.startedAt },
  { title: 'ended', of: (sweep) => sweep.endedAt ?? '' },
];
const ERROR: Column<Sweep> = { title: 'error', of: (sweep) => sweep.error ?? '' };

/** How runs look in a list: of what they counted, only what there was. */
export const SWEEP_VIEW: View<Sweep> = {
  noun: 'sweep',
  essence: (sweep) => sweep.id,
  columns: [ID, ...RUN, { title: 'counts', of: countsOf }, ERROR],
  card: [ID, ...RUN, ERROR],
};

/** How one run looks alone: each thing that it counted on its own line. */
export function viewOf({ counts }: Sweep): Pick<View<Sweep>, 'card' | 'essence'> {
  const lines = Object.keys(counts).map((name) => ({
    title: inWords(name),
    of: (sweep: Sweep) => String(sweep.counts[name] ?? 0),
  }));
  return { essence: SWEEP_VIEW.essence, card: [ID, ...RUN, ...lines, ERROR] };
}

function countsOf({ counts }: Sweep): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${inWords(name)} ${count}`)
    .join(', ');
}

/** `noticesOwed` as `notices owed`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
