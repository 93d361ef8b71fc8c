import type { Denial } from '../denial.ts';

/** What keeps a place, and how many of it there are; `many`: the word for several, where an s does not make it. */
type Use = { count: number; what: string; many?: string };

/**
 * Why a place is not deleted: what live tokens name must stay, since a place made again under the same name would be
 * theirs again. Nothing counted means that the last use ended in between.
 */
export function refuseUsed(place: string, uses: readonly Use[]): Denial {
  const left = uses.filter(({ count }) => count > 0);
  if (left.length === 0) return { reason: 'conflict', message: `${place} changed in between; try again` };
  const counted = left.map(({ count, what, many = `${what}s` }) => `${count} ${count === 1 ? what : many}`);
  return { reason: 'conflict', message: `${place} is still used: ${counted.join(' and ')}` };
}
