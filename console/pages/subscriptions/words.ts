import type { Tone } from '../../parts/badge.tsx';
import type { Subscription } from './api.ts';

/** Of what it is told, as one sentence would say it. */
export function filterInWords({ project, namespace, type, owner }: Subscription['filter']): string {
  const parts = [
    project !== undefined && `project ${project}`,
    namespace !== undefined && `namespace ${namespace}`,
    type !== undefined && `type ${type}`,
    owner !== undefined && `owner ${owner}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Everything' : parts.join(', ');
}

type State = { tone: Tone; word: string; sentence: string | null };

/** Whether it hears anything, and why not. */
export function stateOf({ enabled, disabledReason }: Subscription): State {
  if (enabled) return { tone: 'good', word: 'enabled', sentence: null };
  switch (disabledReason) {
    case 'gone':
      return {
        tone: 'bad',
        word: 'gone',
        sentence: 'Its receiver answered 410 Gone, so nothing is sent to it any more.',
      };
    case 'failing':
      return {
        tone: 'bad',
        word: 'failing',
        sentence: 'All attempts of a day failed, so nothing is sent to it any more.',
      };
    default:
      return { tone: 'neutral', word: 'disabled', sentence: 'It was disabled by hand, and hears of nothing for now.' };
  }
}

/** `30d, 7d, 1d`: the widest first, as people say it. */
export function thresholdsInWords({ thresholds }: Pick<Subscription, 'thresholds'>): string {
  return thresholds.toReversed().join(', ');
}

/** What it is called: by its description, or where it leads. */
export function nameOf({ description, address }: Pick<Subscription, 'description' | 'address'>): string {
  return description ?? address;
}
