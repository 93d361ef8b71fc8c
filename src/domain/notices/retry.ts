/**
 * When a delivery that failed is tried again, in seconds after the first attempt: the schedule that Standard Webhooks
 * suggests. After the last of them it is given up.
 */
export const RETRIES_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** Receivers that came back after an outage are not met by everybody at once. */
const JITTER = 0.1;
/** Attempts that are late (the crons stood still) are not made up for all at once either. */
const LEAST_WAIT_SECONDS = 5;

/** An attempt that failed; `random` from 0 to 1. */
export type FailedAttempt = {
  attempts: number;
  firstAttemptAt: number;
  nowSeconds: number;
  retryAfterSeconds: number | null;
  random: number;
};

/** The second of the next attempt, no earlier than the receiver asked for; null when there shall be none. */
export function nextAttemptAt(failed: FailedAttempt): number | null {
  const { attempts, firstAttemptAt, nowSeconds, retryAfterSeconds, random } = failed;
  const offset = RETRIES_SECONDS[attempts - 1];
  if (offset === undefined) return null;
  const planned = firstAttemptAt + Math.round(offset * (1 + JITTER * random));
  return Math.max(planned, nowSeconds + Math.max(LEAST_WAIT_SECONDS, Math.min(retryAfterSeconds ?? 0, 86_400)));
}
