/** The tokens of a database: who is to end when. Everything is drawn from a seed, so that two runs load the same. */

/** A thousand tokens have something to do with each second after this one: half end, half have a day left. */
export const START = 1_800_000_000;
export const ENDING_A_SECOND = 500;
export const DAY = 86_400;
export const OWNERS = 200;
const YEAR = 365 * DAY;
const IDS_SINCE = Date.UTC(2026, 0, 1) / 1000;

/** Where tokens that end together lie: one made soon after the other, or anywhere. */
export const LAYOUTS = ['together', 'scattered'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** A database of the run, and the round that its first second is for. */
export interface Database {
  name: string;
  size: number;
  firstRound: number;
}

/** How many seconds a database has tokens for: those that end are a tenth. */
export function secondsOf(size: number): number {
  return Math.floor(size / 10 / ENDING_A_SECOND);
}

/** Rounds take turns. */
export function layoutOf(round: number): Layout {
  return round % 2 === 0 ? 'together' : 'scattered';
}

/** A row as the statements of databases.ts read it. */
export type TokenRow = [
  id: number,
  type: string,
  name: string,
  description: string | null,
  project: string,
  environment: string,
  namespace: string | null,
  expiresAt: number,
  ownerId: number,
  createdAt: number,
];

/** The tokens in the order in which they were made, over the year before the start. */
export function* tokenRows({ size, firstRound }: Database): Generator<TokenRow> {
  const random = createRandom(size + firstRound);
  const ends = drawEnds(size, firstRound, random);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const word = () => pick(WORDS);
  for (let index = 0; index < size; index += 1) {
    const createdMs = Math.floor((START - YEAR + (index * YEAR) / size) * 1000);
    yield [
      (createdMs - IDS_SINCE * 1000) * 4096 + Math.floor(random() * 4096),
      pick(['access', 'client', 'personal', 'frontend']),
      `${word()}-${word()}-${index.toString(36)}`,
      random() < 0.5 ? `${word()} token for the ${word()} of ${word()}, asked for by ${word()}` : null,
      `project-${Math.floor(random() * 20)}`,
      pick(['staging', 'production']),
      random() < 0.5 ? `namespace-${Math.floor(random() * 50)}` : null,
      ends[index] || START + 30 * DAY + Math.floor(random() * YEAR),
      1 + Math.floor(random() * OWNERS),
      Math.floor(createdMs / 1000),
    ];
  }
}

/** When tokens end that end, or have a day left, within the run; 0 for the others. */
function drawEnds(size: number, firstRound: number, random: () => number): Float64Array {
  const ends = new Float64Array(size);
  const seconds = secondsOf(size);
  const draw = (second: number, next: (count: number) => number): void => {
    for (let count = 0; count < 2 * ENDING_A_SECOND; count += 1) {
      ends[next(count)] = START + second + (count % 2 === 0 ? 0 : DAY);
    }
  };
  const all = Array.from({ length: seconds }, (_, index) => index + 1);
  const together = all.filter((second) => layoutOf(firstRound + second - 1) === 'together');
  for (const [index, second] of together.entries()) {
    const first = Math.floor((index * size) / together.length);
    draw(second, (count) => first + 2 * count);
  }
  for (const second of all.filter((each) => !together.includes(each))) draw(second, () => drawFree(ends, random));
  return ends;
}

function drawFree(ends: Float64Array, random: () => number): number {
  for (;;) {
    const index = Math.floor(random() * ends.length);
    if (ends[index] === 0) return index;
  }
}

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  'shop deploy build reader writer market search index upload media report billing stage nightly mirror proxy backup crawler mobile kiosk partner import export mailer webhook'.split(
    ' ',
  );
