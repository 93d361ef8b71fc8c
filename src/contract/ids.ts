/**
 * Typed public ids (`tok_…`, `usr_…`) over integer primary keys: 41 bits of milliseconds since 2026 and 12 random
 * bits, so that rows made together lie together and creation order is id order. Written as 11 base-32 digits.
 */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const DIGITS = 11;
const EPOCH_MS = Date.UTC(2026, 0, 1);
const RANDOM_VALUES = 4096;

export type IdKind =
  | 'tok'
  | 'usr'
  | 'evt'
  | 'swp'
  | 'sub'
  | 'ntf'
  | 'shr'
  | 'tru'
  | 'key'
  | 'akr'
  | 'akl'
  | 'prp'
  | 'atv';

/** A new integer key from the clock (milliseconds) and 12 random bits. Two of one millisecond may clash: retry. */
export function makeKey(nowMs: number, random: number): number {
  return Math.max(0, nowMs - EPOCH_MS) * RANDOM_VALUES + (random % RANDOM_VALUES);
}

/**
 * Writes an integer key as a typed id.
 *
 * @example
 * formatId('tok', 1) === 'tok_00000000001'
 */
export function formatId(kind: IdKind, key: number): string {
  let digits = '';
  let rest = key;
  for (let i = 0; i < DIGITS; i += 1) {
    digits = ALPHABET.charAt(rest % 32) + digits;
    rest = Math.floor(rest / 32);
  }
  return `${kind}_${digits}`;
}

/** Reads a typed id back to its integer key, or `null` when it is not one of this kind. */
export function parseId(kind: IdKind, id: string): number | null {
  if (id.length !== kind.length + 1 + DIGITS || !id.startsWith(`${kind}_`)) return null;
  let key = 0;
  for (const digit of id.slice(kind.length + 1)) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) return null;
    key = key * 32 + value;
  }
  return Number.isSafeInteger(key) ? key : null;
}
