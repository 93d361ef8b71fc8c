import { forgetOldest } from '../edge/forget-oldest.ts';

/**
 * Failed authentications by address. Counted in the isolate, so that refusing a forgery costs no call; every eighth is
 * also counted by the platform's limiter, which the isolates of a location share. Genuine tokens are never limited:
 * 192 random bits cannot be guessed, the limit spares logs and CPU and slows whoever tries strings out.
 */
export type Failures = Map<string, { windowStartMs: number; failures: number }>;

export type FailureDeps = {
  failures: Failures;
  perMinute: number;
  /** The limiter that this location shares; false: it has seen too many. */
  countInLocation: (address: string) => Promise<boolean>;
  nowMs: number;
  background: (work: Promise<unknown>) => void;
};

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;
const SHARED_EVERY = 8;

export function createFailures(): Failures {
  return new Map();
}

/** Counts a failure. Returns the seconds to wait when the address has had too many within a minute, else null. */
export function noteFailure(deps: FailureDeps, address: string): number | null {
  const { failures, perMinute, nowMs } = deps;
  const seen = failures.get(address);
  if (!seen || nowMs - seen.windowStartMs >= WINDOW_MS) {
    begin(failures, address, nowMs);
    return null;
  }
  seen.failures += 1;
  if (seen.failures % SHARED_EVERY === 0 && seen.failures <= perMinute) {
    deps.background(
      deps.countInLocation(address).then((within) => {
        if (!within) seen.failures = Math.max(seen.failures, perMinute + 1);
      }),
    );
  }
  if (seen.failures <= perMinute) return null;
  return Math.max(1, Math.ceil((seen.windowStartMs + WINDOW_MS - nowMs) / 1000));
}

function begin(failures: Failures, address: string, nowMs: number): void {
  failures.delete(address);
  if (failures.size >= MAX_ADDRESSES) forgetOldest(failures, MAX_ADDRESSES / 10);
  failures.set(address, { windowStartMs: nowMs, failures: 1 });
}
