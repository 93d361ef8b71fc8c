import type { Call, Schemas } from '../../../../client/api/index.ts';
import { parseDuration } from '../../../../src/contract/expiry.ts';
import type { Word } from '../../../parts/command-line.tsx';
import type { Subscription } from '../api.ts';
import { EVENT_GROUPS, isOfTokens, type NoticeEvent } from '../events.ts';
import { thresholdsInWords } from '../words.ts';

/** A subscription as the form has it; the empty word is nothing. */
export type Draft = {
  channel: Subscription['channel'];
  address: string;
  description: string;
  events: readonly NoticeEvent[];
  /** As it is typed: `30d, 7d, 1d`. */
  thresholds: string;
  project: string;
  namespace: string;
  type: string;
  owner: string;
};

export function freshDraft(channel: Subscription['channel'], project: string): Draft {
  return {
    channel,
    address: '',
    description: '',
    events: ['token.expiring', 'token.expired'],
    thresholds: '30d, 7d, 1d',
    project,
    namespace: '',
    type: '',
    owner: '',
  };
}

export function draftOf({ channel, address, description, events, thresholds, filter }: Subscription): Draft {
  const { project = '', namespace = '', type = '', owner = '' } = filter;
  return {
    channel,
    address,
    description: description ?? '',
    events,
    thresholds: thresholdsInWords({ thresholds }),
    project,
    namespace,
    type,
    owner,
  };
}

export function thresholdsOf({ thresholds }: Pick<Draft, 'thresholds'>): string[] {
  return thresholds.split(/[\s,]+/).filter((word) => word !== '');
}

/** What is wrong with the thresholds as they are typed; undefined: nothing. */
export function thresholdIssue(draft: Draft): string | undefined {
  if (!draft.events.includes('token.expiring')) return undefined;
  const words = thresholdsOf(draft);
  const wrong = words.find((word) => parseDuration(word) === null);
  if (wrong !== undefined) return `${wrong} is no duration: 30d, 24h and 90m are.`;
  return words.length === 0 ? 'Name one at least: 7d.' : undefined;
}

/** Whether what is chosen can ever be heard: with such a filter, access keys and properties are not. */
export function neverHeard({ events, namespace, type, owner }: Draft): NoticeEvent[] {
  const asksForTokens = namespace !== '' || type !== '' || owner !== '';
  return asksForTokens ? events.filter((event) => !isOfTokens(event)) : [];
}

/** What both a new one and a change are sent with. In the order of the form, whatever order they were ticked in. */
export function fieldsOf(
  draft: Draft,
): Required<Pick<Schemas['PatchSubscription'], 'events' | 'filter'>> &
  Pick<Schemas['PatchSubscription'], 'thresholds'> {
  const { project, namespace, owner, type } = draft;
  const filter = {
    ...(project && { project }),
    ...(namespace.trim() && { namespace: namespace.trim() }),
    ...(type && { type: type as NonNullable<Subscription['filter']['type']> }),
    ...(owner && { owner }),
  };
  const events = EVENT_GROUPS.flatMap((group) => group.events).filter((event) => draft.events.includes(event));
  return { events, filter, ...(events.includes('token.expiring') && { thresholds: thresholdsOf(draft) }) };
}

export function bodyOf(draft: Draft): Call<'createSubscription'>['body'] {
  const description = draft.description.trim();
  const { channel, address } = draft;
  return { channel, address: address.trim(), ...(description && { description }), ...fieldsOf(draft) };
}

export function changesOf(draft: Draft): Schemas['PatchSubscription'] {
  return { address: draft.address.trim(), description: draft.description.trim() || null, ...fieldsOf(draft) };
}

/** The flags that say of what it is told, for `create` and `update` alike. */
export function flagsOf(draft: Draft): Word[] {
  const { events, thresholds, filter } = fieldsOf(draft);
  return [
    events.length > 0 && ['--event', events.join(',')],
    thresholds && ['--threshold', thresholds.join(',')],
    filter.project && ['--project', filter.project],
    filter.namespace && ['--namespace', filter.namespace],
    filter.type && ['--type', filter.type],
    filter.owner && ['--owner', filter.owner],
  ];
}
