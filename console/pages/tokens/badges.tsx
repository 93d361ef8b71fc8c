import { ShieldCheck } from 'lucide-react';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { useTicks } from '../../parts/clock.ts';
import { When } from '../../parts/when.tsx';
import { counted, exactly, fromNow } from '../../parts/words.ts';
import styles from './badges.module.css';
import { hasEnded, type Token } from './rights.ts';

/** How long before its end a token is called expiring. */
const EXPIRING_DAYS = 14;
const DAY_MS = 86_400_000;

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

type Mark = { words: string; tone: Tone; title?: string; shield?: boolean };

/** What there is to notice about a token. One that simply works has none. */
export function TokenBadges({ token }: { token: Token }) {
  useTicks();
  return <Marks marks={[...marksOf(token), endOf(token, Date.now()), neverUsed(token)]} />;
}

/** The same, where the end and the last use have columns of their own: {@link EndBadge}, {@link UseBadge}. */
export function ListBadges({ token }: { token: Token }) {
  useTicks();
  return <Marks marks={marksOf(token)} />;
}

/** When it ends; as a badge, if soon. */
export function EndBadge({ token }: { token: Token }) {
  useTicks();
  const mark = endOf(token, Date.now());
  return mark === null ? <When at={token.expires} /> : <Marks marks={[mark]} />;
}

/** When it was last used; as a badge, if never. */
export function UseBadge({ token }: { token: Token }) {
  const mark = neverUsed(token);
  return mark === null ? <When at={token.lastUsedAt} /> : <Marks marks={[mark]} />;
}

function Marks({ marks }: { marks: readonly (Mark | null)[] }) {
  const shown = marks.filter((mark) => mark !== null);
  if (shown.length === 0) return null;
  return (
    <span className={styles.badges}>
      {shown.map(({ words, tone, title, shield }) => (
        <Badge key={words} tone={tone} title={title}>
          {shield && <ShieldCheck aria-hidden size={13} className={styles.icon} />}
          {words}
        </Badge>
      ))}
    </span>
  );
}

function marksOf(token: Token): (Mark | null)[] {
  return [stateOf(token), overlapOf(token, Date.now()), ...kindOf(token)];
}

function stateOf({ status, notBefore, disabledAt, expires, revokedAt, revocationReason }: Token): Mark | null {
  switch (status) {
    case 'active':
      return null;
    case 'not_yet_valid':
      return { words: 'Not yet valid', tone: 'note', title: notBefore ? `From ${exactly(notBefore)}` : undefined };
    case 'disabled':
      return { words: 'Disabled', tone: 'bad', title: disabledAt ? `Since ${exactly(disabledAt)}` : undefined };
    case 'expired':
      return { words: 'Expired', tone: 'bad', title: expires ? exactly(expires) : undefined };
    case 'revoked': {
      const why = (revocationReason ?? 'unspecified').replaceAll('_', ' ');
      return { words: 'Revoked', tone: 'bad', title: revokedAt ? `${exactly(revokedAt)}: ${why}` : why };
    }
  }
}

function endOf(token: Token, nowMs: number): Mark | null {
  const { expires } = token;
  if (expires === null || hasEnded(token) || Date.parse(expires) - nowMs > EXPIRING_DAYS * DAY_MS) return null;
  return { words: `Expires ${fromNow(expires, nowMs)}`, tone: 'warning', title: exactly(expires) };
}

function overlapOf({ previousSecretUntil: until }: Token, nowMs: number): Mark | null {
  if (until === null || Date.parse(until) <= nowMs) return null;
  const title = 'The secret before works until then, or until the new one is first used.';
  return { words: `Old secret until ${shortly(until)}`, tone: 'warning', title: `${exactly(until)}. ${title}` };
}

/** `23 Nov, 11:00 UTC`: an overlap lasts 30 days at most, so that the year goes without saying. */
function shortly(at: string): string {
  return `${dayAndTime.format(new Date(at))} UTC`;
}

function neverUsed(token: Token): Mark | null {
  return token.lastUsedAt === null ? { words: 'Never used', tone: 'neutral' } : null;
}

function kindOf({ s3, format, allowedIps }: Token): Mark[] {
  const marks: Mark[] = [];
  if (s3) marks.push({ words: 'S3', tone: 'note', title: 'It signs S3 requests, and does nothing else.' });
  if (format === 'jwt')
    marks.push({ words: 'Signed', tone: 'note', title: 'Others can check it without asking here.' });
  if (allowedIps !== null) {
    const words = counted(allowedIps.length, 'address', 'addresses');
    marks.push({ words, tone: 'neutral', shield: true, title: `Only from ${allowedIps.join(', ')}` });
  }
  return marks;
}
