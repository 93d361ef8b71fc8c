import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { Schemas } from '../../../client/api/index.ts';
import { jeton } from '../../api/jeton.ts';
import { usePaged } from '../../api/paged.ts';
import { first, type Search } from '../../app/search.ts';
import { Button } from '../../parts/button.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Column, DataTable } from '../../parts/table/data-table.tsx';
import { More } from '../../parts/table/more.tsx';
import { useOwnerNames } from '../tokens/owners.ts';
import { actionInWords } from './actions.ts';
import { Actor, TargetLink, Time, What, Where } from './cells.tsx';
import { EventDetail } from './detail.tsx';
import { type Filter, flagsOf, isFiltered } from './filter.ts';

export type Event = Schemas['Event'];

/** The trail, newest first. One row at a time is open; the address says which. */
export function EventList({ filter }: { filter: Filter }) {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const events = usePaged(['events', filter], (cursor, signal) =>
    jeton.listEvents({ query: { ...filter, cursor }, signal }),
  );
  const { rows, error, refetch } = events;
  // All names at once, not one by one.
  useOwnerNames((rows ?? []).map(({ actor }) => (actor.startsWith('usr_') ? actor : null)));
  if (rows === null) {
    return error === null ? <Loading label="Reading the trail" /> : <Problem error={error} onRetry={refetch} />;
  }
  const open = first(search, 'event') ?? null;
  const turn = (id: string) =>
    navigate({
      to: '/audit',
      search: { ...filter, event: id === open ? '' : id },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows.length === 0 && <Nothing filter={filter} />}
      {rows.length > 0 && (
        <DataTable
          caption="Events of the audit trail"
          columns={columnsFor(open, turn)}
          rows={rows}
          rowId={({ id }) => id}
          stale={events.stale}
          detail={{ open, of: (event) => <EventDetail event={event} filter={filter} /> }}
        />
      )}
      {rows.length > 0 && <More {...events.more} />}
      <CommandLine words={['event', 'list', flagsOf(filter)]} />
    </>
  );
}

function columnsFor(open: string | null, onTurn: (id: string) => void): Column<Event>[] {
  return [
    { id: 'what', header: 'What', names: true, cell: (event) => <What event={event} /> },
    { id: 'target', header: 'On what', cell: (event) => <TargetLink event={event} /> },
    { id: 'who', header: 'Who', cell: ({ actor }) => <Actor actor={actor} /> },
    { id: 'when', header: 'When', cell: ({ at }) => <Time at={at} /> },
    { id: 'where', header: 'From where', cell: (event) => <Where event={event} /> },
    {
      id: 'more',
      header: 'More',
      headerHidden: true,
      cell: (event) => <Turn event={event} open={event.id === open} onTurn={onTurn} />,
    },
  ];
}

function Turn({ event, open, onTurn }: { event: Event; open: boolean; onTurn: (id: string) => void }) {
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <Button
      variant="quiet"
      aria-expanded={open}
      aria-label={`More on: ${actionInWords(event.action)}, ${event.id}`}
      onClick={() => onTurn(event.id)}
    >
      <Icon aria-hidden size={17} />
    </Button>
  );
}

function Nothing({ filter: { project, ...rest } }: { filter: Filter }) {
  if (isFiltered(rest)) {
    return <Empty title="Nothing of that happened">Within what is kept of the trail, no event is like that.</Empty>;
  }
  return (
    <Empty title="Nothing has happened yet">
      {project === undefined
        ? 'Each change to a token, a person or a property will stand here, with what it was before.'
        : `Each change in project ${project} will stand here, with what it was before.`}
    </Empty>
  );
}
