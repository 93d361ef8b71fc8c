import type { ReactNode } from 'react';
import type { Session } from '../../../api/session.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { When } from '../../../parts/when.tsx';
import { counted, dateInWords, exactly } from '../../../parts/words.ts';
import { listInWords } from '../../tokens/show/grants.ts';

type Token = Session['token'];
type Fact = readonly [name: string, value: ReactNode];

const TYPES: Record<string, string> = {
  client: 'client: for a program of yours, where its secret stays hidden',
  frontend: 'frontend: for pages in a browser, where everybody sees it',
  access: 'access: for one task, or one person',
};
const SOON_DAYS = 14;

/** What the token is, apart from what it may do: its end, its owner, and what keeps it to a place. */
export function OwnToken({ token }: { token: Token }) {
  return <Facts facts={[...factsOf(token), ...restrictionsOf(token)]} />;
}

function factsOf({
  id,
  name,
  type,
  expires,
  daysLeft,
  notBefore,
  previousSecretUntil,
  format,
  derivedFrom,
}: Token): Fact[] {
  return [
    ['Name', name],
    ['Id', <code key="id">{id}</code>],
    ['Type', TYPES[type] ?? type],
    ['Works until', <End key="end" expires={expires} daysLeft={daysLeft} />],
    ['Works from', notBefore && exactly(notBefore)],
    ['Old secret works', previousSecretUntil && <Until key="overlap" at={previousSecretUntil} />],
    ['Format', format === 'jwt' ? 'signed (JWT): others check it themselves' : null],
    ['Exchanged from', derivedFrom && <code key="from">{derivedFrom}</code>],
  ];
}

function End({ expires, daysLeft }: Pick<Token, 'expires' | 'daysLeft'>) {
  if (expires === null || daysLeft === null) return <>it has no end</>;
  return (
    <>
      <time dateTime={expires} title={exactly(expires)}>
        {dateInWords(expires)}
      </time>{' '}
      {daysLeft < SOON_DAYS ? (
        <Badge tone="warning">{daysLeft === 0 ? 'Less than a day left' : `${counted(daysLeft, 'day')} left`}</Badge>
      ) : (
        `(${counted(daysLeft, 'day')} left)`
      )}
    </>
  );
}

function Until({ at }: { at: string }) {
  return (
    <>
      until {exactly(at)} (<When at={at} />
      ), or until the new one is first used
    </>
  );
}

/** Those that there are; a token without any may be used from everywhere. */
function restrictionsOf({ clients, allowedIps, allowedOrigins, dpopKey, audience }: Token): Fact[] {
  const free = clients === null && allowedIps === null && allowedOrigins === null && dpopKey === null;
  return [
    ['Only for clients', clients && listInWords(clients)],
    ['Only from addresses', allowedIps && listInWords(allowedIps)],
    ['Only from origins', allowedOrigins && listInWords(allowedOrigins)],
    ['Proves the key', dpopKey && <code key="key">{dpopKey}</code>],
    ['For', audience && listInWords(audience)],
    ['Restrictions', free ? 'none: it works from everywhere' : null],
  ];
}
