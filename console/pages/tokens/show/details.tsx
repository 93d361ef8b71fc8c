import { CopyButton } from '../../../parts/copy-button.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Link } from '../../../parts/link.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import { dateInWords, exactly } from '../../../parts/words.ts';
import type { Token } from '../rights.ts';
import styles from './details.module.css';
import { allOr, capitalised, grantInWords } from './grants.ts';
import { OwnerLink } from './owner.tsx';

/** All that there is to know of a token, but its secret. */
export function Details({ token }: { token: Token }) {
  return (
    <div className={styles.columns}>
      <Section title="What it may do">
        <Facts facts={powersOf(token)} />
      </Section>
      <Section title="Whose it is, and until when">
        <Facts facts={lifeOf(token)} />
      </Section>
    </div>
  );
}

/** Enough to tell one token from another. */
export function ShortDetails({ token }: { token: Token }) {
  return (
    <Facts
      facts={[
        ['Name', token.name],
        ['Description', token.description],
        ['Type', token.type],
        ...powersOf(token).slice(1, 4),
        ['Owner', token.owner && <OwnerLink key="owner" id={token.owner} />],
        ['Expires', <Expiry key="expires" at={token.expires} />],
        ['Last used', <When key="used" at={token.lastUsedAt} />],
      ]}
    />
  );
}

type Fact = readonly [name: string, value: React.ReactNode];

function powersOf(token: Token): Fact[] {
  const { type, projects, environments, clients, allowedIps, allowedOrigins, notBefore, dpopKey, audience } = token;
  return [
    ['Type', token.s3 ? `${type}, signs S3 requests` : type],
    ['What it does', <Powers key="powers" token={token} />],
    ['Projects', <Projects key="projects" ids={projects} />],
    ['Environments', allOr(environments)],
    ['Only for clients', clients && <List key="clients" lines={clients} />],
    ['Only from addresses', allowedIps && <List key="ips" lines={allowedIps} />],
    ['Only from origins', allowedOrigins && <List key="origins" lines={allowedOrigins} />],
    ['Works from', notBefore && exactly(notBefore)],
    ['Proves the key', dpopKey && <code key="dpop">{dpopKey}</code>],
    [
      'Format',
      token.format === 'jwt' ? 'signed (JWT): others check it themselves' : 'opaque: only this deployment can read it',
    ],
    ['Is for', audience && <List key="audience" lines={audience} />],
  ];
}

function Powers({ token: { type, grants } }: { token: Pick<Token, 'type' | 'grants'> }) {
  if (type === 'admin') return 'Does everything, everywhere.';
  if (type === 'personal') return 'Does what its owner may do.';
  if (type === 'master') return 'Does what its owner may do in the project.';
  if (grants.length === 0) return 'Does nothing yet: it has no grants.';
  return <List lines={grants.map((grant) => capitalised(grantInWords(grant)))} />;
}

function Projects({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0 || ids.includes('*')) return allOr(ids);
  return ids.map((id, at) => (
    <span key={id}>
      {at > 0 && ', '}
      <Link to="/projects/$project" params={{ project: id }}>
        {id}
      </Link>
    </span>
  ));
}

function List({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return 'none: nobody can use it';
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function lifeOf(token: Token): Fact[] {
  const { id, owner, derivedFrom, createdAt, refreshedAt, retrievable } = token;
  return [
    ['Id', <Id key="id" id={id} />],
    ['Owner', owner === null ? 'nobody' : <OwnerLink key="owner" id={owner} />],
    ['Expires', <Expiry key="expires" at={token.expires} />],
    ['Created', <Moment key="created" at={createdAt} />],
    ['Secret made', refreshedAt && <Moment key="refreshed" at={refreshedAt} />],
    ['Last used', <When key="used" at={token.lastUsedAt} />],
    ['Secret', retrievable ? 'kept sealed: it can be shown again' : 'not kept: it was shown once'],
    ['Exchanged from', derivedFrom && <Origin key="from" id={derivedFrom} />],
  ];
}

function Id({ id }: { id: string }) {
  return (
    <span className={styles.id}>
      <code>{id}</code>
      <CopyButton text={id} what="the id" variant="quiet" />
    </span>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <>
      <When at={at} /> <span className={styles.quiet}>({exactly(at)})</span>
    </>
  );
}

function Expiry({ at }: { at: string | null }) {
  if (at === null) return 'never';
  return (
    <>
      {dateInWords(at)} at {exactly(at).slice(-9)}{' '}
      <span className={styles.quiet}>
        (<When at={at} />)
      </span>
    </>
  );
}

function Origin({ id }: { id: string }) {
  if (!id.startsWith('tok_')) return <code>{id}</code>;
  return (
    <Link to="/tokens/$id" params={{ id }}>
      {id}
    </Link>
  );
}
