import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** How wide an element is, in pixels: pictures are drawn to it, so that their words are never stretched. 0: not known yet. */
export function useWidth<Kind extends HTMLElement>(): [ref: RefObject<Kind | null>, widthPx: number] {
  const ref = useRef<Kind>(null);
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidthPx(element.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, widthPx];
}
