import type { Value } from '../../../../client/api/index.ts';

type RequestList = Value<'listRequests'>;

/** What of the address says how far back one looks. */
export const SPANS = ['24h', '7d'] as const;
export type Span = (typeof SPANS)[number];

export const SPAN_HOURS: Record<Span, number> = { '24h': 24, '7d': 7 * 24 };
/** How many hours stand in one bar: some thirty bars can be told apart. */
export const STEP_HOURS: Record<Span, number> = { '24h': 1, '7d': 6 };
const HOUR_MS = 3_600_000;

/** Requests within some hours; `start`: the first of these, milliseconds. */
export type Step = { start: number; accepted: number; refused: number };

/** The hours from the first to the last, a step each, those without a request too. */
export function stepsOf({ from, until, items }: Pick<RequestList, 'from' | 'until' | 'items'>, span: Span): Step[] {
  const stepMs = STEP_HOURS[span] * HOUR_MS;
  const firstMs = floorTo(Date.parse(from), stepMs);
  const steps: Step[] = [];
  for (let start = firstMs; start <= Date.parse(until); start += stepMs) steps.push({ start, accepted: 0, refused: 0 });
  for (const { hour, accepted, refused } of items) {
    const step = steps[(floorTo(Date.parse(hour), stepMs) - firstMs) / stepMs];
    if (!step) continue;
    step.accepted += accepted;
    step.refused += refused;
  }
  return steps;
}

export function sumOf(steps: readonly Step[], of: 'accepted' | 'refused'): number {
  return steps.reduce((sum, step) => sum + step[of], 0);
}

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What stands below a bar: the hour of a day, the day of a week; null: nothing. */
export function labelOf({ start }: Step, span: Span): string | null {
  const hours = start / HOUR_MS;
  if (span === '24h') return hours % 4 === 0 ? hour.format(start) : null;
  return hours % 24 === 0 ? day.format(start) : null;
}

/** `22 Nov, 08:00`: when a step begins. */
export function startInWords({ start }: Step): string {
  return `${day.format(start)}, ${hour.format(start)}`;
}

function floorTo(ms: number, stepMs: number): number {
  return Math.floor(ms / stepMs) * stepMs;
}
