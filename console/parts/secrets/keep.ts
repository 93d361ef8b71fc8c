import type { Keyed, SecretCall } from './operations.ts';

const NAME = 'jeton.secret';
const MINUTE_MS = 60_000;
/** The API repeats an answer for 24 hours, that of a link for ten minutes: later, the same call would be another one. */
const ANSWERED_MS = 23 * 60 * MINUTE_MS;
/** What nobody knows the outcome of is not carried out long after it was asked for. */
const ASKED_MS = 10 * MINUTE_MS;

/** A call whose secret is not saved yet. `asker`: whose key it is. */
export type Kept = Keyed & { asker: string; untilMs: number };

/** The call whose secret is not saved yet, while this tab lives and the API would repeat it. Never the secret itself. */
export function keptCall(nowMs: number = Date.now()): Kept | null {
  try {
    const text = sessionStorage.getItem(NAME);
    const kept: Kept | null = text === null ? null : JSON.parse(text);
    if (kept === null || kept.untilMs > nowMs) return kept;
    forgetCall();
    return null;
  } catch {
    return null;
  }
}

/** Keeps a call that is about to be made. */
export function keepAsked(keyed: Keyed, asker: string): void {
  write({ ...keyed, asker, untilMs: Date.now() + ASKED_MS });
}

/** Keeps it for as long as the API would answer it the same again. */
export function keepAnswered({ call, key }: Keyed): void {
  const kept = keptCall();
  if (kept?.key === key)
    write({ ...kept, call, untilMs: Date.now() + (call.of === 'redeemShare' ? ASKED_MS : ANSWERED_MS) });
}

export function forgetCall(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing is kept there.
  }
}

export function isSame(one: SecretCall, other: SecretCall): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function write(kept: Kept): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing loses the secret with the page: the page warns before it is left.
  }
}
