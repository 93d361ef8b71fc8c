import { useEffect } from 'react';
import { useNowMs } from '../../../parts/now.ts';
import { exactly } from '../../../parts/words.ts';

const SECOND_MS = 1000;

/** How long it is until a time, counted down. A screen reader tells it when asked, not each second. */
export function Countdown({ until, onEnded }: { until: string; onEnded: () => void }) {
  const leftMs = Date.parse(until) - useNowMs(SECOND_MS);
  const ended = leftMs <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, when it ends.
  useEffect(() => {
    if (ended) onEnded();
  }, [ended]);
  return (
    <time role="timer" dateTime={until} title={exactly(until)}>
      {inShort(leftMs)}
    </time>
  );
}

/** `6 d 23 h`, `23 h 59 min`, `59 min 12 s`, `12 s`. */
function inShort(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND_MS));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([number]) => number > 0);
  const shown = first === -1 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown.map(([number, unit]) => `${number} ${unit}`).join(' ');
}
