import type { Denial } from '../denial.ts';

/**
 * Why a place is not deleted: what live tokens name must stay, since a place made again under the same name would be
 * theirs again. Nothing counted means that the last use ended in between.
 */
export function refuseUsed(place: string, uses: readonly { count: number; what: string }[]): Denial {
  const left = uses.filter(({ count }) => count > 0);
  if (left.length === 0) return { reason: 'conflict', message: `${place} changed in between; try again` };
  const counted = left.map(({ count, what }) => `${count} ${what}${count === 1 ? '' : 's'}`);
  return { reason: 'conflict', message: `${place} is still used: ${counted.join(' and ')}` };
}
