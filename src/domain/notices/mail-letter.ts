import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { NoticeEvent } from '../../contract/notices.ts';
import type { NoticeRecord } from '../../d1/notifications/attempt.ts';
import type { SubscriptionRecord } from '../../d1/subscriptions.ts';
import type { Letter } from './letter.ts';
import { recreating, refreshing } from './replacement.ts';
import type { Told } from './webhook-body.ts';

/** What a mail tells one by one; of more it says how many there are. Mail programs cut off at about 100 kB of HTML. */
export const MAIL_TOKENS = 40;

type Section = Letter['sections'][number];
type Entry = Section['entries'][number];

const HAPPENED: Partial<Record<NoticeEvent, string>> = {
  'token.created': 'Created',
  'token.refreshed': 'Refreshed',
  'token.revoked': 'Revoked',
  'token.disabled': 'Disabled',
  'token.enabled': 'Enabled',
};

/** The digest that a person gets: what ends soon, what has ended, what else happened. Never a secret. */
export function digestLetter({ items, total }: Told, origin: string | null, nowSeconds: number): Letter {
  const expiring = items.filter(({ eventId, thresholdSeconds }) => eventId === 0 && thresholdSeconds > 0);
  const expired = items.filter(({ eventId, thresholdSeconds }) => eventId === 0 && thresholdSeconds === 0);
  const happened = items.filter(({ eventId }) => eventId !== 0);
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
  ];
  const more = total - items.length;
  return {
    subject: subjectOf(expiring, expired, happened, total, nowSeconds),
    opening: openingOf(expiring, expired, happened),
    sections: sections.filter(({ entries }) => entries.length > 0),
    closing: [
      ...(more > 0 ? [`And ${more} more: \`jeton token list --expiring 30d --sort expires\` shows them all.`] : []),
      'You get this because you own these tokens, or because somebody subscribed this address to them.',
    ],
  };
}

/** What the owner of a subscription gets when its deliveries stop. */
export function disabledLetter(
  subscription: Pick<SubscriptionRecord, 'id' | 'address' | 'disabledReason'>,
  lastAnswer: string | null,
): Letter {
  const id = formatId('sub', subscription.id);
  const gone = subscription.disabledReason === 'gone';
  const why = gone ? 'The receiver answered 410 Gone: it wants no more.' : 'Every attempt of the last 24 hours failed.';
  return {
    subject: `Notices to ${hostOf(subscription.address)} have stopped`,
    opening: `${why} Nothing more is sent to this subscription until it is enabled again.`,
    sections: [
      {
        title: 'The subscription',
        entries: [
          {
            title: id,
            facts: [
              ['Address', subscription.address],
              ...(lastAnswer ? [['Last answer', lastAnswer] as [string, string]] : []),
            ],
            command: `jeton subscription update ${id} --enable`,
            link: null,
          },
        ],
      },
    ],
    closing: [
      `What was missed: \`jeton notification list --subscription ${id} --status failed\`; \`jeton notification redeliver\` sends one again.`,
    ],
  };
}

function section(title: string, entries: Entry[]): Section {
  return { title, entries };
}

function endEntry(item: NoticeRecord, origin: string | null, nowSeconds: number): Entry {
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

function eventEntry(item: NoticeRecord): Entry {
  const { detail, expiresAt } = item;
  const { happened } = detail;
  return {
    title: detail.name,
    facts: [
      ...factsOf(item),
      ...(happened
        ? [['When', inWords(happened.at)] as [string, string], ['By', happened.actor] as [string, string]]
        : []),
      ...(happened?.reason === undefined ? [] : [['Reason', happened.reason.replaceAll('_', ' ')] as [string, string]]),
      ...(expiresAt === 0 ? [] : [['Expires', inWords(expiresAt)] as [string, string]]),
    ],
    command: null,
    link: null,
  };
}

function factsOf({ tokenId, detail }: NoticeRecord): [string, string][] {
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

/** `2026-12-31 23:59:59 UTC`. */
function inWords(seconds: number): string {
  return formatInstant(seconds).replace('T', ' ').replace('Z', ' UTC');
}

/** `in 7 days`, `in 3 hours`, `12 minutes ago`: whole units, rounded down, as a person would say it. */
export function distance(seconds: number, nowSeconds: number): string {
  const gap = Math.abs(seconds - nowSeconds);
  // A quarter of an hour short of seven days, as a warning is that waited for its cron, is seven days.
  const days = Math.floor((gap + CRON_SECONDS) / 86_400);
  const [size, unit] = UNITS.find(([each]) => gap >= each) ?? [1, 'second'];
  const [count, of] = days > 0 ? [days, 'day'] : [Math.floor(gap / size), unit];
  const words = `${count} ${of}${count === 1 ? '' : 's'}`;
  return seconds > nowSeconds ? `in ${words}` : `${words} ago`;
}

const CRON_SECONDS = 900;
const UNITS: [number, string][] = [
  [3_600, 'hour'],
  [60, 'minute'],
];

function subjectOf(
  expiring: NoticeRecord[],
  expired: NoticeRecord[],
  happened: NoticeRecord[],
  total: number,
  nowSeconds: number,
): string {
  const [first] = [...expiring, ...expired, ...happened];
  if (first && total === 1) {
    const { name, happened: event } = first.detail;
    if (event) return `Token ${name} was ${(HAPPENED[event.event] ?? 'changed').toLowerCase()}`;
    return first.thresholdSeconds > 0
      ? `Token ${name} expires ${distance(first.expiresAt, nowSeconds)}`
      : `Token ${name} has expired`;
  }
  const parts = [
    expiring.length > 0 && `${expiring.length} expire soon`,
    expired.length > 0 && `${expired.length} have expired`,
    happened.length > 0 && `${happened.length} changed`,
  ].filter(Boolean);
  return parts.length === 1 && expiring.length > 0
    ? `${total} tokens expire soon`
    : `${total} tokens: ${parts.join(', ')}`;
}

function openingOf(expiring: NoticeRecord[], expired: NoticeRecord[], happened: NoticeRecord[]): string {
  if (expiring.length > 0) {
    return 'What uses these tokens will be refused when they end. Replacing one takes a command, or a page; with an overlap the old secret works until the new one is in place.';
  }
  if (expired.length > 0)
    return 'What still uses these tokens is refused since then. They cannot be brought back; a new one can take their place.';
  return happened.length > 0 ? 'This happened to tokens that you follow.' : 'There is nothing to tell.';
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
