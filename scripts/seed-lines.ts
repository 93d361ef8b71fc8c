/**
 * The numbered lines of behaviour of the five systems that Jeton covers, as far as they are required: 0 Akamai EdgeKV,
 * 1 Akamai Cloud Access Manager, 2 DataCore Swarm Gateway, 3 Unleash, 4 Keboola Storage.
 */
const LINES: Record<string, readonly number[]> = {
  0: [1, 2, 3, 4, 5, 11, 12, 13, 15, 26, 32, 33, 34, 38, 40, 41, 42],
  1: [
    1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21, 22, 23, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
    37, 38, 41,
  ],
  2: [1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 15, 16, 17, 18, 19, 20, 21],
  3: [1, 2, 3, 6, 7, 8, 9, 12, 13, 14, 18, 19, 20, 21, 34, 36, 37, 38, 45, 46, 47],
  4: [1, 2, 3, 4, 6, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 21, 29],
};

/** Every required line: `0.1`, `0.2`, … */
export const SEED_LINES: readonly string[] = Object.entries(LINES).flatMap(([system, lines]) =>
  lines.map((line) => `${system}.${line}`),
);
