import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, LATEST_SECONDS, parseDuration, parseExpiry, parseInstant } from '../../src/contract/expiry.ts';

const NOW = Date.UTC(2026, 10, 21, 12) / 1000;
const DAY = 86_400;

describe('parseDuration', () => {
  it.each([
    ['90s', 90],
    ['15m', 900],
    ['24h', DAY],
    ['30d', 30 * DAY],
    ['2w', 14 * DAY],
    ['0s', 0],
    ['007d', 7 * DAY],
  ])('%s is %i seconds', (input, seconds) => {
    expect(parseDuration(input)).toBe(seconds);
  });

  it.each(['', 'd', '30', '30 d', '-1d', '+1d', '1.5h', '1e3s', '30D', '1y', '1d12h', '1234567890s', '３d', '1d\n'])(
    '%j is none',
    (input) => {
      expect(parseDuration(input)).toBeNull();
    },
  );
});

describe('parseExpiry', () => {
  it.each([
    ['a day, to its last second', '2026-12-31', Date.UTC(2026, 11, 31, 23, 59, 59)],
    ['today', '2026-11-21', Date.UTC(2026, 10, 21, 23, 59, 59)],
    ['a past day: not judged here', '2020-01-01', Date.UTC(2020, 0, 1, 23, 59, 59)],
    ['a leap day', '2028-02-29', Date.UTC(2028, 1, 29, 23, 59, 59)],
    ['the last day', '9999-12-31', LATEST_SECONDS * 1000],
    ['an instant', '2026-12-01T10:30:00Z', Date.UTC(2026, 11, 1, 10, 30)],
    ['an instant in small letters', '2026-12-01t10:30:00z', Date.UTC(2026, 11, 1, 10, 30)],
    ['an instant with an offset', '2026-12-01T00:30:00+02:00', Date.UTC(2026, 10, 30, 22, 30)],
    ['fractions, cut off', '2026-12-01T10:30:00.999999999Z', Date.UTC(2026, 11, 1, 10, 30)],
    ['days', '+7', (NOW + 7 * DAY) * 1000],
    ['a duration', '24h', (NOW + DAY) * 1000],
  ])('%s', (_what, input, ms) => {
    expect(parseExpiry(input, NOW)).toEqual({ kind: 'seconds', seconds: ms / 1000 });
  });

  it('never', () => {
    expect(parseExpiry('never', NOW)).toEqual({ kind: 'never' });
  });

  it.each([
    '2026-02-30',
    '2027-02-29',
    '2026-00-01',
    '2026-13-01',
    '2026-04-31',
    '2026-04-31T00:00:00Z',
    '2026-4-1',
    '26-04-01',
    '2026-04-01T24:00:00Z',
    '2026-04-01T25:00:00Z',
    '2026-04-01T00:60:00Z',
    '2026-04-01T00:00:61Z',
    '2026-04-01T00:00:00',
    '2026-04-01T00:00:00+25:00',
    '2026-04-01 00:00:00Z',
    '2026-04-01T00:00:00Z ',
    '1969-12-31',
    '10000-01-01',
    '+999999',
    '999999999w',
    '+',
    '+-1',
    '+1.5',
    'NEVER',
    'null',
    '0',
    '',
    '1900000000',
    'Sat, 21 Nov 2026 12:00:00 GMT',
  ])('%j is invalid', (input) => {
    const expiry = input === '+999999' ? parseExpiry('+999999', LATEST_SECONDS) : parseExpiry(input, NOW);
    expect(expiry).toEqual({ kind: 'invalid' });
  });

  it('of any text is one of the three, never a number that no date can write', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\+?\d{1,9}[smhdw]?$/),
      fc.stringMatching(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?$/),
    );
    fc.assert(
      fc.property(text, (input) => {
        const expiry = parseExpiry(input, NOW);
        if (expiry.kind !== 'seconds') return;
        expect(Number.isInteger(expiry.seconds)).toBe(true);
        expect(formatInstant(expiry.seconds)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('instants', () => {
  it('read back as they were written, for every second there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LATEST_SECONDS }), (seconds) => {
        expect(parseInstant(formatInstant(seconds))).toBe(seconds);
      }),
    );
  });

  it('a day that reads is a day that there is', () => {
    const part = (max: number, digits: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(digits, '0'));
    fc.assert(
      fc.property(part(9999, 4), part(13, 2), part(32, 2), (year, month, day) => {
        const input = `${year}-${month}-${day}`;
        const expiry = parseExpiry(input, NOW);
        if (expiry.kind === 'seconds') expect(formatInstant(expiry.seconds).slice(0, 10)).toBe(input);
      }),
      { numRuns: 1_000 },
    );
  });
});
