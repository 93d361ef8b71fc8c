import { forgetOldest } from '../edge/forget-oldest.ts';
import type { BuiltList } from './build.ts';

/** A list as it is handed out: nothing that was committed before `asOfMs` is missing in it. */
export type HeldList = {
  jwt: string;
  signedAtMs: number;
  asOfMs: number;
  built: BuiltList;
  builtAtMs: number;
  /** What this isolate knew of the change feed when the list was built. */
  generation: number;
  /** The feed's count of own changes: what this isolate committed itself it shows sooner. */
  ownChanges: number;
  /** While one request makes it anew behind its answer the others need not. A lease, since requests may die. */
  refreshLeaseUntilMs: number;
};

/** What an isolate remembers of status lists. */
export type StatusListMemory = { newest: number; newestReadAtMs: number; lists: Map<number, HeldList> };

/** A list is at most 0.5 MB here; those that are asked for most come back at once. */
const MAX_LISTS = 16;

export function createStatusListMemory(): StatusListMemory {
  return { newest: 0, newestReadAtMs: Number.NEGATIVE_INFINITY, lists: new Map() };
}

export function holdList({ lists }: StatusListMemory, number: number, list: HeldList): void {
  if (lists.size >= MAX_LISTS && !lists.has(number)) forgetOldest(lists, 1);
  lists.set(number, list);
}
