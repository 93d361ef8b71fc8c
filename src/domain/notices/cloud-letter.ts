import type { AccessKeyNotice, PropertyNotice } from '../../contract/notices.ts';
import type { NoticeRecord } from '../../d1/notifications/attempt.ts';
import { inWords } from './in-words.ts';
import type { LetterEntry, LetterSection } from './letter.ts';

export type CloudNotice = AccessKeyNotice | PropertyNotice;

const TITLES = {
  'access_key.created': 'Access keys created',
  'access_key.activated': 'Access keys activated',
  'access_key.failed': 'Access keys that could not be activated',
  'access_key.deleted': 'Access keys deleted',
  'property.activated': 'Properties activated',
  'property.deactivated': 'Properties deactivated',
};

/** What happened to access keys and properties, a section an event. */
export function cloudSections(items: readonly NoticeRecord<CloudNotice>[]): LetterSection[] {
  return Object.entries(TITLES).map(([event, title]) => ({
    title,
    entries: items.filter(({ detail }) => detail.happened.event === event).map(({ detail }) => entryOf(detail)),
  }));
}

/** What happened, as one sentence without its full stop. */
export function sentenceOf(detail: CloudNotice): string {
  const { name, happened } = detail;
  if (detail.about === 'property') {
    return happened.event === 'property.deactivated'
      ? `Property ${name} is no longer active in ${detail.environment}`
      : `Version ${detail.version} of property ${name} is active in ${detail.environment}`;
  }
  const what = detail.version === null ? 'Access key' : `Version ${detail.version} of access key`;
  switch (happened.event) {
    case 'access_key.created':
      return `${what} ${name} was created`;
    case 'access_key.activated':
      return `${what} ${name} is active`;
    case 'access_key.failed':
      return `${what} ${name} could not be activated`;
    default:
      return `${what} ${name} was deleted`;
  }
}

/** What a letter about these alone begins with. */
export function cloudOpening(items: readonly NoticeRecord<CloudNotice>[]): string {
  const [first] = items;
  if (first && items.length === 1) return `${sentenceOf(first.detail)}.`;
  return 'This happened to access keys and properties that you follow.';
}

type Fact = [label: string, value: string];

function entryOf(detail: CloudNotice): LetterEntry {
  const { id, name, project, happened } = detail;
  const facts: Fact[] = [
    [detail.about === 'property' ? 'Property' : 'Access key', id],
    ...(detail.version === null ? [] : [['Version', String(detail.version)] as Fact]),
    ...(detail.about === 'property' ? [['Environment', detail.environment] as Fact] : []),
    ['Project', project],
    ['When', inWords(happened.at)],
    ['By', whoOf(detail)],
    ...(happened.reason === undefined ? [] : [['Reason', happened.reason] as Fact]),
    ...(detail.about === 'property' && detail.note !== null ? [['Note', `“${detail.note}”`] as Fact] : []),
  ];
  return { title: name, facts, command: null, link: null };
}

/** A person by name; a token by its id; what nobody asked for at that moment was done by a job. */
function whoOf(detail: CloudNotice): string {
  const { by, happened } = detail;
  if (by) return `${by.name} <${by.email}>`;
  const actor = detail.about === 'access_key' ? detail.requestedBy : happened.actor;
  return actor === 'sweep' ? 'Jeton' : actor;
}
