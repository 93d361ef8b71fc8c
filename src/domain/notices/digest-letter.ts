import { formatId } from '../../contract/ids.ts';
import type { TokenNotice } from '../../contract/notices.ts';
import type { NoticeRecord } from '../../d1/notifications/attempt.ts';
import { type CloudNotice, cloudSections } from './cloud-letter.ts';
import { HAPPENED, openingOf, subjectOf } from './digest-words.ts';
import { distance, inWords } from './in-words.ts';
import type { Letter } from './letter.ts';
import { recreating, refreshing } from './replacement.ts';
import type { Told } from './webhook-body.ts';

/** What a mail tells one by one; of more it says how many there are. Mail programs cut off at about 100 kB of HTML. */
export const MAIL_TOKENS = 40;

type Section = Letter['sections'][number];
type Entry = Section['entries'][number];

/**
 * The digest that a person gets: what ends soon, what has ended, what else happened. Never a secret. `named`: it tells
 * somebody of one thing that they were named for.
 */
export function digestLetter({ items, total }: Told, origin: string | null, nowSeconds: number, named = false): Letter {
  const tokens = items.filter(isOfToken);
  const cloud = items.filter(isOfCloud);
  const expiring = tokens.filter(({ eventId, thresholdSeconds }) => eventId === 0 && thresholdSeconds > 0);
  const expired = tokens.filter(({ eventId, thresholdSeconds }) => eventId === 0 && thresholdSeconds === 0);
  const happened = tokens.filter(({ eventId }) => eventId !== 0);
  const groups = { expiring, expired, happened, cloud };
  const sections = [
    section(
      'Expiring soon',
      expiring.map((item) => endEntry(item, origin, nowSeconds)),
    ),
    section(
      'Expired',
      expired.map((item) => endEntry(item, origin, nowSeconds)),
    ),
    ...Object.entries(HAPPENED).map(([event, title]) =>
      section(title, happened.filter(({ detail }) => detail.happened?.event === event).map(eventEntry)),
    ),
    ...cloudSections(cloud),
  ];
  const more = total - items.length;
  return {
    subject: subjectOf(groups, total, nowSeconds),
    opening: openingOf(groups),
    sections: sections.filter(({ entries }) => entries.length > 0),
    closing: [
      ...(more > 0 ? [moreOf(more, cloud.length > 0)] : []),
      named
        ? 'You get this because your address was named for this activation; there is nothing to unsubscribe from.'
        : 'You get this because you own what it tells of, or because somebody subscribed this address to it.',
    ],
  };
}

function isOfToken(item: NoticeRecord): item is NoticeRecord<TokenNotice> {
  return item.detail.about === 'token';
}

function isOfCloud(item: NoticeRecord): item is NoticeRecord<CloudNotice> {
  return item.detail.about !== 'token';
}

function moreOf(more: number, mixed: boolean): string {
  const where = mixed ? '`jeton event list`' : '`jeton token list --expiring 30d --sort expires`';
  return `And ${more} more: ${where} shows them all.`;
}

function section(title: string, entries: Entry[]): Section {
  return { title, entries };
}

function endEntry(item: NoticeRecord<TokenNotice>, origin: string | null, nowSeconds: number): Entry {
  const { tokenId, expiresAt, thresholdSeconds, detail } = item;
  const ended = thresholdSeconds === 0;
  const { command, url } = ended
    ? recreating(origin, detail, expiresAt)
    : refreshing(origin, tokenId, detail, expiresAt);
  return {
    title: detail.name,
    facts: [
      ...factsOf(item),
      [ended ? 'Expired' : 'Expires', `${inWords(expiresAt)} (${distance(expiresAt, nowSeconds)})`],
    ],
    command,
    link: url === null ? null : { text: ended ? 'Make a new one' : 'Replace it', url },
  };
}

function eventEntry(item: NoticeRecord<TokenNotice>): Entry {
  const { detail, expiresAt } = item;
  const { happened } = detail;
  return {
    title: detail.name,
    facts: [
      ...factsOf(item),
      ...(happened
        ? [['When', inWords(happened.at)] as [string, string], ['By', happened.actor] as [string, string]]
        : []),
      ...(happened?.to === undefined ? [] : [['With', happened.to] as [string, string]]),
      ...(happened?.reason === undefined ? [] : [['Reason', happened.reason.replaceAll('_', ' ')] as [string, string]]),
      ...(expiresAt === 0 ? [] : [['Expires', inWords(expiresAt)] as [string, string]]),
    ],
    command: null,
    link: null,
  };
}

function factsOf({ tokenId, detail }: NoticeRecord<TokenNotice>): [string, string][] {
  const { type, projects, environments, owner } = detail;
  return [
    ...(tokenId === 0 ? [] : [['Token', `${formatId('tok', tokenId)}, ${type}`] as [string, string]]),
    ['Project', projects.map(allOr).join(', ')],
    ['Environment', environments.map(allOr).join(', ')],
    ['Owner', owner === null ? 'nobody' : `${owner.name} <${owner.email}>`],
  ];
}

function allOr(name: string): string {
  return name === '*' ? 'all' : name;
}
