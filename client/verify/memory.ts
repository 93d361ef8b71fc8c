import type { PublicKey } from './issuer.ts';
import type { JetonToken } from './token.ts';

/** A signed token that was verified, with what would be costly to work out again on every request. */
export type Known = {
  token: JetonToken;
  endsAtMs: number;
  kid: string;
  key: PublicKey;
  listUri: string;
  listIndex: number;
};

/**
 * What a map holds at most, oldest out first. Only what was verified enters, so forgeries can push nothing out. Keyed by the
 * token itself, as Jeton's own memory is: a digest of it would cost a promise and more than all the rest of the check.
 * Whoever can read this heap reads the tokens of the requests in it anyway.
 */
export type Memory<T> = { entries: Map<string, T>; characters: number };

export const MAX_ENTRIES = 5_000;
/** A byte each: five thousand tokens of a thousand characters, or fewer long ones. */
export const MAX_CHARACTERS = 5_000_000;

export function createMemory<T>(): Memory<T> {
  return { entries: new Map(), characters: 0 };
}

export function remember<T>(memory: Memory<T>, key: string, value: T): void {
  forget(memory, key);
  if (memory.entries.size >= MAX_ENTRIES || memory.characters + key.length > MAX_CHARACTERS)
    makeRoom(memory, key.length);
  memory.entries.set(key, value);
  memory.characters += key.length;
}

/** A tenth at once: a map that loses its first entry again and again is slow to find the next one. */
function makeRoom<T>(memory: Memory<T>, characters: number): void {
  const fewer = memory.entries.size - MAX_ENTRIES / 10;
  for (const oldest of memory.entries.keys()) {
    if (memory.entries.size <= fewer && memory.characters + characters <= MAX_CHARACTERS) return;
    forget(memory, oldest);
  }
}

export function forget<T>(memory: Memory<T>, key: string): void {
  if (memory.entries.delete(key)) memory.characters -= key.length;
}
