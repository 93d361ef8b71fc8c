import { useSyncExternalStore } from 'react';

const TICK_MS = 10_000;
const listeners = new Set<() => void>();
let ticks = 0;
let timer: ReturnType<typeof setInterval> | null = null;

/** Draws what shows a time anew every ten seconds: one clock for all of them, however many rows there are. */
export function useTicks(): void {
  useSyncExternalStore(listen, () => ticks);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function tick(): void {
  ticks += 1;
  for (const listener of listeners) listener();
}

/** The time, milliseconds, of whatever is drawn anew with each tick. */
export function useNow(): number {
  useTicks();
  return Date.now();
}
