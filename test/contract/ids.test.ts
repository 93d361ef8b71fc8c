import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatId, type IdKind, makeKey, parseId } from '../../src/contract/ids.ts';

const KINDS: IdKind[] = ['tok', 'usr', 'evt'];
const kind = fc.constantFrom(...KINDS);
const key = fc.maxSafeInteger().map(Math.abs);

describe('ids', () => {
  it('come back as the key that they were made of, and as none of another kind', () => {
    fc.assert(
      fc.property(kind, key, (of, number) => {
        const id = formatId(of, number);
        expect(id).toMatch(/^(?:tok|usr|evt)_[0-9a-hjkmnp-tv-z]{11}$/);
        for (const other of KINDS) expect(parseId(other, id)).toBe(other === of ? number : null);
      }),
    );
  });

  it('sort as their keys do', () => {
    fc.assert(
      fc.property(kind, key, key, (of, left, right) => {
        expect(formatId(of, left) < formatId(of, right)).toBe(left < right);
      }),
    );
  });

  it('one key has one id: what reads back writes the same again', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzABC_- '),
      minLength: 9,
      maxLength: 13,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const read = parseId('tok', `tok_${text}`);
        if (read !== null) expect(formatId('tok', read)).toBe(`tok_${text}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['no digits', 'tok_'],
    ['a digit too few', 'tok_0000000000'],
    ['a digit too many', 'tok_000000000000'],
    ['upper case', 'tok_0000000000A'],
    ['a letter that is left out', 'tok_0000000000o'],
    ['a key beyond what a number holds', 'tok_zzzzzzzzzzz'],
    ['another separator', 'tok-00000000000'],
    ['a digit of two code units', 'tok_000000000😀'],
  ])('%s is none', (_what, id) => {
    expect(parseId('tok', id)).toBeNull();
  });
});

describe('makeKey', () => {
  const now = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2095, 0, 1) });
  const random = fc.integer({ min: 0, max: 4095 });

  it('later is larger, whatever was drawn', () => {
    fc.assert(
      fc.property(now, random, random, (ms, first, second) => {
        expect(makeKey(ms + 1, first)).toBeGreaterThan(makeKey(ms, second));
      }),
    );
  });

  it('is a safe integer that its id gives back, to the end of the century', () => {
    fc.assert(
      fc.property(now, random, (ms, drawn) => {
        const made = makeKey(ms, drawn);
        expect(Number.isSafeInteger(made)).toBe(true);
        expect(parseId('tok', formatId('tok', made))).toBe(made);
      }),
    );
  });

  it('of one millisecond differs by what was drawn', () => {
    const keys = Array.from({ length: 4096 }, (_, drawn) => makeKey(Date.UTC(2030, 0, 1), drawn));
    expect(new Set(keys).size).toBe(4096);
  });

  it('with a clock before 2026 is still no negative key', () => {
    expect(makeKey(0, 7)).toBe(7);
  });
});
