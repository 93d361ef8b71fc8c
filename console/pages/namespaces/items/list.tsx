import { File, Folder } from 'lucide-react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { counted } from '../../../parts/words.ts';
import { FirstItem } from './first-item.tsx';
import { type Entry, entriesBelow } from './folders.ts';
import styles from './items.module.css';
import { linkTo, type Place, placeWords } from './place.ts';

type Item = Schemas['ItemList']['items'][number];

const PAGE_SIZE = 200;

type ItemListProps = { place: Place; prefix: string; open: string | undefined; onPut: (() => void) | null };

/** The keys of a namespace below a prefix, by folder. */
export function ItemList({ place, prefix, open, onPut }: ItemListProps) {
  const { project, namespace, environment } = place;
  const list = usePaged(['items', project, namespace, environment, 'list', prefix], (cursor, signal) =>
    jeton.listItems({
      path: { project, namespace },
      query: { environment, limit: PAGE_SIZE, ...(prefix !== '' && { prefix }), cursor },
      signal,
    }),
  );
  const { rows, error, refetch, more } = list;
  if (error !== null) return <Problem title="The keys could not be listed" error={error} onRetry={refetch} />;
  if (rows === null) return <Loading label="Looking for items" />;
  const entries = entriesBelow(prefix, rows);
  return (
    <>
      {entries.length > 0 && (
        <DataTable
          caption={`Items of ${namespace} in ${environment}`}
          columns={columnsFor(place, prefix, open, more.hasMore)}
          rows={entries}
          rowId={(entry) => ('folder' in entry ? `folder ${entry.folder}` : `item ${entry.item.key}`)}
          stale={list.isPlaceholderData}
        />
      )}
      {entries.length === 0 && !more.hasMore && <Nothing place={place} prefix={prefix} onPut={onPut} />}
      {(entries.length > 0 || more.hasMore) && <More {...more} shown={entries.length} />}
      <CommandLine words={['item', 'list', placeWords(place), prefix && ['--prefix', prefix]]} />
    </>
  );
}

/** Beside an item that is open there is room for less, and the item says the rest. */
function columnsFor(place: Place, prefix: string, open: string | undefined, more: boolean): Column<Entry<Item>>[] {
  const link = (entry: Entry<Item>) => <EntryLink place={place} prefix={prefix} entry={entry} open={open} />;
  const key: Column<Entry<Item>> = { id: 'key', header: 'Key', names: true, cell: link };
  const expires: Column<Entry<Item>> = {
    id: 'expires',
    header: 'Expires',
    cell: (entry) => ('folder' in entry ? null : <Expires at={entry.item.expires} />),
  };
  if (open !== undefined) return [key, expires];
  const type = (entry: Entry<Item>) => <TypeOrCount entry={entry} more={more} />;
  return [key, { id: 'type', header: 'Holds', cell: type }, expires];
}

function Expires({ at }: { at: string | null }) {
  return (
    <span className={styles.expires}>
      <When at={at} />
    </span>
  );
}

function TypeOrCount({ entry, more }: { entry: Entry<Item>; more: boolean }) {
  if ('item' in entry) return <span className={styles.type}>{entry.item.contentType ?? 'not said'}</span>;
  const held = counted(entry.held, 'item');
  return <span className={styles.quiet}>{more ? `${held} or more` : held}</span>;
}

type EntryLinkProps = { place: Place; prefix: string; entry: Entry<Item>; open: string | undefined };

function EntryLink({ place, prefix, entry, open }: EntryLinkProps) {
  const { environment } = place;
  if ('folder' in entry) {
    return (
      <Link {...linkTo(place, { environment, prefix: entry.folder })} className={styles.entry}>
        <Folder aria-hidden size={16} />
        <span>{entry.name}</span>
      </Link>
    );
  }
  const { key } = entry.item;
  return (
    <Link
      {...linkTo(place, { environment, prefix, key })}
      className={styles.entry}
      data-open={key === open || undefined}
    >
      <File aria-hidden size={16} />
      <span title={key}>{entry.name}</span>
    </Link>
  );
}

function Nothing({ place, prefix, onPut }: Omit<ItemListProps, 'open'>) {
  if (prefix === '') return <FirstItem place={place} onPut={onPut} />;
  return (
    <Empty
      title="No key begins so"
      action={<Link {...linkTo(place, { environment: place.environment })}>All keys</Link>}
    >
      There is none in {place.environment} that begins with <code>{prefix}</code>. Large and small letters count.
    </Empty>
  );
}
