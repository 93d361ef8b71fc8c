import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../src/outbound/retry-after.ts';

/** RFC 9110 section 5.6.7 gives this instant in three forms. */
const NOV_6_MS = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 60],
    ['Sun Nov  6 08:49:37 1994', 60],
  ])('%j is %i seconds', (header, seconds) => {
    expect(readRetryAfter(header, NOV_6_MS - 60_000)).toBe(seconds);
  });

  it('that is over asks for nothing more', () => {
    expect(readRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', NOV_6_MS + 1)).toBe(0);
  });

  it.each([null, '', 'soon', 'soon 1', '-5', '1.5', '5s', '1e9', '2036-01-01', 'Sun, 99 Nov 1994 08:49:37 GMT'])(
    '%j says nothing',
    (header) => {
      expect(readRetryAfter(header, NOV_6_MS)).toBeNull();
    },
  );

  it('never makes a wait of nonsense', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const seconds = readRetryAfter(header, NOV_6_MS);
        expect(seconds === null || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
      }),
    );
  });
});
