import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './refusal.ts';
import { Unreachable } from './unreachable.ts';

const PAUSES_SECONDS = [0.3, 1];
const LONGEST_PAUSE_SECONDS = 10;

/** Repeats, up to twice, what met a broken connection or a 503. Only for requests that are safe to repeat. */
export async function repeat<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (const pause of PAUSES_SECONDS) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayRepeat(error)) throw error;
      const asked = error instanceof Refusal ? (error.retrySeconds ?? 0) : 0;
      await sleep(Math.min(Math.max(pause, asked), LONGEST_PAUSE_SECONDS) * 1000);
    }
  }
  return attempt();
}

/** Whether an error leaves open that the same request succeeds when repeated. */
export function mayRepeat(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refusal && error.status === 503);
}
