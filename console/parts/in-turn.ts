import { startTransition, useEffect, useState } from 'react';

/**
 * How many of `all` parts of a page to draw by now: one at first, then one more each time that the last is there. Each is drawn and
 * asks for its data in a task of its own, so that the page answers meanwhile.
 *
 * @example
 * const drawn = useInTurn(2);
 * return <><Counters />{drawn > 1 && <Picture />}</>;
 */
export function useInTurn(all: number): number {
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn < all) startTransition(() => setDrawn(drawn + 1));
  }, [drawn, all]);
  return drawn;
}
