import { forgetOldest } from './forget-oldest.ts';

/**
 * What an isolate knows of strings that may be tokens of another make, but that KV has no copy of. Whether D1 has them
 * is asked only so often: anybody can make such strings up.
 */
export type Strangers = {
  minute: number;
  /** Questions of this minute that were answered "no such token", or are under way. */
  asked: number;
  /** Strings, by digest, that D1 did not know a moment ago. Oldest first. */
  unknown: Map<string, { atMs: number; ownChanges: number }>;
};

/** How often a minute D1 may be asked about what turns out to be no token. */
export const MAX_QUESTIONS = 30;
const MINUTE_MS = 60_000;
/** A client that goes on trying an ended token asks no more often than this. As long as memory holds anything. */
const UNKNOWN_MS = 10_000;
const MAX_UNKNOWN = 1_000;

export function createStrangers(): Strangers {
  return { minute: 0, asked: 0, unknown: new Map() };
}

/** Takes one of the minute's questions; false when none is left. */
export function takeQuestion(strangers: Strangers, nowMs: number): boolean {
  const minute = Math.floor(nowMs / MINUTE_MS);
  if (minute !== strangers.minute) Object.assign(strangers, { minute, asked: 0 });
  if (strangers.asked >= MAX_QUESTIONS) return false;
  strangers.asked += 1;
  return true;
}

/** Gives a question back that was worth asking: good tokens never use the minute up. */
export function giveBack(strangers: Strangers): void {
  strangers.asked = Math.max(0, strangers.asked - 1);
}

/** Remembers for a moment that D1 has no such token. What this isolate itself imports since is known at once. */
export function rememberUnknown(strangers: Strangers, digest: string, nowMs: number, ownChanges: number): void {
  strangers.unknown.delete(digest);
  if (strangers.unknown.size >= MAX_UNKNOWN) forgetOldest(strangers.unknown, MAX_UNKNOWN / 10);
  strangers.unknown.set(digest, { atMs: nowMs, ownChanges });
}

/** Whether D1 had no such token a moment ago. */
export function isUnknown(strangers: Strangers, digest: string, nowMs: number, ownChanges: number): boolean {
  const known = strangers.unknown.get(digest);
  return known !== undefined && known.ownChanges === ownChanges && nowMs - known.atMs <= UNKNOWN_MS;
}
