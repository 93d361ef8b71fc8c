/** Where bars stand side by side: as many as there are, over a width, each with some room around it. Pixels. */
export type Bands = { step: number; width: number; at: (index: number) => number };

/** d3's scales do this too, with all else that they can: 12 kB before the first picture is drawn. */
export function bandsOf(count: number, left: number, right: number, padding = 0.2): Bands {
  const step = (right - left) / Math.max(count, 1);
  return { step, width: step * (1 - padding), at: (index) => left + step * (index + padding / 2) };
}

/**
 * Round numbers from nothing to at least `most`, a few of them: a picture is as high as the last.
 *
 * @example
 * ticksUpTo(1131) // [0, 500, 1000, 1500]
 */
export function ticksUpTo(most: number, about = 3): number[] {
  const rough = Math.max(1, most / about);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}
