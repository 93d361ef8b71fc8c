import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttemptAt, RETRIES_SECONDS } from '../../../src/domain/notices/retry.ts';

const DAY = 86_400;
const first = { attempts: 1, firstAttemptAt: 1_000, nowSeconds: 1_001, retryAfterSeconds: null, random: 0 };

describe('when a delivery that failed is tried again', () => {
  it('follows the schedule of Standard Webhooks, over 24 hours, then no more', () => {
    const times = RETRIES_SECONDS.map((_, index) => {
      const attempts = index + 1;
      const nowSeconds = 1_000 + (RETRIES_SECONDS[index - 1] ?? 0);
      return nextAttemptAt({ ...first, attempts, nowSeconds });
    });
    expect(times).toEqual(RETRIES_SECONDS.map((offset) => 1_000 + offset));
    expect(RETRIES_SECONDS.at(-1)).toBe(DAY);
    expect(nextAttemptAt({ ...first, attempts: RETRIES_SECONDS.length + 1 })).toBeNull();
  });

  it('is spread by up to a tenth', () => {
    expect(nextAttemptAt({ ...first, attempts: 3, random: 0.5 })).toBe(1_000 + 1_890);
  });

  it('is never earlier than the receiver asked for, nor than five seconds from now, and never over a day away', () => {
    fc.assert(
      fc.property(
        fc.record({
          attempts: fc.integer({ min: 1, max: RETRIES_SECONDS.length }),
          firstAttemptAt: fc.integer({ min: 0, max: 10 * DAY }),
          nowSeconds: fc.integer({ min: 10 * DAY, max: 20 * DAY }),
          retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 100 * DAY })),
          random: fc.double({ min: 0, max: 0.9999, noNaN: true }),
        }),
        (failed) => {
          const next = nextAttemptAt(failed) ?? 0;
          expect(next).toBeGreaterThanOrEqual(failed.nowSeconds + 5);
          expect(next).toBeGreaterThanOrEqual(failed.nowSeconds + Math.min(failed.retryAfterSeconds ?? 0, DAY));
          expect(next).toBeLessThanOrEqual(failed.nowSeconds + 1.1 * DAY);
        },
      ),
    );
  });
});
