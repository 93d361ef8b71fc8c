import type { TokenCopy } from '../../contract/token-copy.ts';
import { forgetOldest } from './forget-oldest.ts';

/** A copy in isolate memory, with what would be costly to work out again on every request. */
export type Remembered = {
  copy: TokenCopy;
  filledAtMs: number;
  /** See `isSuperseded`: what the feed had told when the copy was read from D1; 0 for a copy from KV. */
  asOfSeq: number;
  /** The feed's generation that this copy was last held against. */
  heldAgainst: number;
  /** The value of the `Token-Expires` header; null for a token without an end. */
  expiresHeader: string | null;
  /** Set once this isolate has begun to end the overlap of this token. */
  endsOverlap: boolean;
  /** Of an S3 key pair: what its signatures of that day and region are made with. */
  s3?: { scope: string; signingKey: Uint8Array };
};

/** The isolate's memory of tokens, oldest first. Only tokens that there are enter, so forgeries can push nothing out. */
export type Memory = Map<string, Remembered>;

export function createMemory(): Memory {
  return new Map();
}

/** About 5 MB of copies and strings; three times that, were all of them imported ones of the greatest length. */
export const MAX_REMEMBERED = 5_000;
/** The longest that anything is remembered, whatever the staleness bound is set to. */
export const MAX_MEMORY_MS = 10_000;

/**
 * The token in memory, or null when there is none or it is too old. Keyed by the token itself: a digest would add
 * 4 us or more to a check of about 9; docs/security.md says what that means for the heap.
 */
export function recall(memory: Memory, token: string, nowMs: number): Remembered | null {
  const remembered = memory.get(token);
  if (remembered === undefined) return null;
  if (nowMs - remembered.filledAtMs <= MAX_MEMORY_MS) return remembered;
  memory.delete(token);
  return null;
}

/** Remembers a token, forgetting the oldest tenth when memory is full. */
export function remember(memory: Memory, token: string, remembered: Remembered): void {
  memory.delete(token);
  if (memory.size >= MAX_REMEMBERED) forgetOldest(memory, MAX_REMEMBERED / 10);
  memory.set(token, remembered);
}
