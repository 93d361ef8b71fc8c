import type { Schemas } from '../../../../../client/api/index.ts';
import { jeton } from '../../../../api/jeton.ts';
import { usePaged } from '../../../../api/paged.ts';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Empty } from '../../../../parts/empty.tsx';
import { Link } from '../../../../parts/link.tsx';
import { Loading } from '../../../../parts/loading.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../../parts/table/data-table.tsx';
import { More } from '../../../../parts/table/more.tsx';
import { When } from '../../../../parts/when.tsx';
import { useOwnerNames } from '../../owners.ts';
import { OwnerLink } from '../owner.tsx';
import { doneInWords, moreInWords, otherActor, programOf } from './event-words.ts';
import styles from './history.module.css';

type Event = Schemas['Event'];

/** What happened to a token: who did what, when, and from where. */
export function History({ id }: { id: string }) {
  const events = usePaged(['tokens', id, 'events'], (cursor, signal) =>
    jeton.listTokenEvents({ path: { id }, query: { cursor }, signal }),
  );
  const { rows, error } = events;
  // All names at once, not one by one.
  useOwnerNames((rows ?? []).map(({ actor }) => (actor.startsWith('usr_') ? actor : null)));
  if (rows === null) {
    return error === null ? (
      <Loading label="Reading the history" />
    ) : (
      <Problem error={error} onRetry={events.refetch} />
    );
  }
  if (rows.length === 0) {
    return (
      <Empty title="Nothing is kept of it">What happened to this token is older than the audit trail reaches.</Empty>
    );
  }
  return (
    <>
      {error && <Problem error={error} onRetry={events.refetch} />}
      <DataTable caption="What happened to the token" columns={COLUMNS} rows={rows} rowId={({ id }) => id} />
      <More {...events.more} />
      <CommandLine words={['token', 'events', id]} />
    </>
  );
}

const COLUMNS: readonly Column<Event>[] = [
  { id: 'what', header: 'What', names: true, cell: (event) => <What event={event} /> },
  { id: 'who', header: 'Who', cell: ({ actor }) => <Actor actor={actor} /> },
  { id: 'when', header: 'When', cell: ({ at }) => <When at={at} /> },
  { id: 'where', header: 'From where', cell: (event) => <Where event={event} /> },
];

function What({ event }: { event: Event }) {
  const more = moreInWords(event);
  return (
    <span className={styles.what}>
      <span>{doneInWords(event)}</span>
      {more && <span className={styles.more}>{more}</span>}
    </span>
  );
}

function Actor({ actor }: { actor: string }) {
  if (actor.startsWith('usr_')) return <OwnerLink id={actor} />;
  if (!actor.startsWith('tok_')) return <span>{otherActor(actor)}</span>;
  return (
    <span>
      the token{' '}
      <Link to="/tokens/$id" params={{ id: actor }}>
        {actor}
      </Link>
    </span>
  );
}

function Where({ event: { address, userAgent } }: { event: Event }) {
  const program = programOf(userAgent);
  if (address === null && program === null) return <span className={styles.more}>the deployment itself</span>;
  return (
    <span className={styles.what} title={userAgent ?? undefined}>
      <span>{address ?? 'an unknown address'}</span>
      {program && <span className={styles.more}>{program}</span>}
    </span>
  );
}
