import { useEffect, useState } from 'react';

/** The time, anew from time to time: for what is said of it to stay true while a page is open. */
export function useNowMs(everyMs = 30_000): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
