import type { Schemas } from '../../../../client/api/index.ts';

export type Sweep = Schemas['Sweep'];
export type Job = Sweep['job'];

/** What each job does, and how often. */
export const JOBS: readonly { job: Job; does: string }[] = [
  { job: 'publish', does: 'Each minute: tells the edge, and whoever is owed a notice, what has changed.' },
  { job: 'sweep', does: 'Each quarter of an hour: warns of ends, and deletes what has ended.' },
  { job: 'daily', does: 'At 03:17 UTC: disables idle tokens, and forgets what is past its retention.' },
];

/** What a run counted, in words: only what there was. */
export function countsInWords({ counts }: Sweep): string {
  const there = Object.entries(counts).filter(([, count]) => count > 0);
  if (there.length === 0) return 'nothing to do';
  return there.map(([name, count]) => `${inWords(name)} ${count.toLocaleString('en')}`).join(', ');
}

/** `noticesOwed` as `notices owed`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function isBad({ status }: Sweep): boolean {
  return status === 'failed' || status === 'lost';
}
