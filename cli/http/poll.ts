import { setTimeout as sleep } from 'node:timers/promises';
import { repeat } from './repeat.ts';
import type { Answer } from './send.ts';

const FIRST_PAUSE_SECONDS = 1;
const SHORTEST_PAUSE_SECONDS = 0.1;

/** Asks until the answer is final, or time is up: soon at first, then no more often than the server wants it. */
export async function poll<Value>(
  ask: () => Promise<Answer<Value>>,
  isFinal: (value: Value) => boolean,
  { retryAfterSeconds, limitSeconds }: { retryAfterSeconds: number; limitSeconds: number },
): Promise<Answer<Value>> {
  const deadline = performance.now() + limitSeconds * 1000;
  const longest = Math.max(SHORTEST_PAUSE_SECONDS, retryAfterSeconds);
  for (let pause = Math.min(FIRST_PAUSE_SECONDS, longest); ; pause = Math.min(pause * 2, longest)) {
    await sleep(pause * 1000);
    const answer = await repeat(ask);
    if (isFinal(answer.value) || performance.now() > deadline) return answer;
  }
}
