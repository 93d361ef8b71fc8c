import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import styles from './data-table.module.css';

/** Rows are sorted, filtered and paged by the API: here they are shown and chosen. */
const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The header is read out, and not seen: for a column of buttons. */
  headerHidden?: boolean;
  /** The list's `sort` by this column, ascending; with a minus it is descending. */
  sort?: string;
  /** Its cell names the row. */
  names?: boolean;
  /** Left out on screens between a phone's and a wide one, where the others need the room. */
  wide?: boolean;
};

type DataTableProps<Row> = {
  /** What the table is of, for whoever does not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The API's word: `name`, `-created`. */
  sort?: { by: string; onSort: (by: string) => void };
  /** With it, rows can be chosen. `label` names one: `Choose marketing-reader`. */
  selection?: { chosen: readonly string[]; onChosen: (ids: string[]) => void; label: (row: Row) => string };
  /** A newer answer is on its way: what is shown is the older one. */
  stale?: boolean;
  /** What more there is to one row, below it while that is open. The page has the button for it. */
  detail?: { open: string | null; of: (row: Row) => ReactNode };
};

/** A list as a table; on a phone each row is a card. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowId,
  sort,
  selection,
  stale = false,
  detail,
}: DataTableProps<Row>) {
  const definitions = columns.map(
    (column): ColumnDef<typeof features, Row & object> => ({
      id: column.id,
      header: column.header,
      enableSorting: column.sort !== undefined,
      cell: ({ row }) => column.cell(row.original),
    }),
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows as readonly (Row & object)[] as (Row & object)[],
    getRowId: rowId,
    manualSorting: true,
    state: { rowSelection: stateOf(selection?.chosen ?? []), sorting: sortingOf(columns, sort?.by) },
    onRowSelectionChange: (update) => {
      const next = typeof update === 'function' ? update(stateOf(selection?.chosen ?? [])) : update;
      selection?.onChosen(Object.keys(next).filter((id) => next[id]));
    },
  });
  return (
    <table className={styles.table} aria-busy={stale} data-stale={stale || undefined}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={styles.choose}>
              <input
                type="checkbox"
                aria-label="Choose all that are shown"
                checked={table.getIsAllRowsSelected()}
                ref={(box) => {
                  if (box) box.indeterminate = table.getIsSomeRowsSelected();
                }}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <Fragment key={row.id}>
            <tr data-chosen={row.getIsSelected() || undefined}>
              {selection && (
                <td className={styles.choose}>
                  <input
                    type="checkbox"
                    aria-label={selection.label(row.original)}
                    checked={row.getIsSelected()}
                    onChange={row.getToggleSelectedHandler()}
                  />
                </td>
              )}
              {columns.map((column) => (
                <BodyCell key={column.id} column={column} row={row.original} />
              ))}
            </tr>
            {detail?.open === row.id && (
              <tr className={styles.detail}>
                <td colSpan={columns.length + (selection ? 1 : 0)}>{detail.of(row.original)}</td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>({ column, sort }: { column: Column<Row>; sort: DataTableProps<Row>['sort'] }) {
  const { header, headerHidden, wide } = column;
  if (column.sort === undefined || sort === undefined) {
    return (
      <th scope="col" data-wide={wide}>
        {headerHidden ? <span className="visually-hidden">{header}</span> : header}
      </th>
    );
  }
  const ascending = sort.by === column.sort;
  const descending = sort.by === `-${column.sort}`;
  const Icon = ascending ? ArrowUp : descending ? ArrowDown : ChevronsUpDown;
  const next = ascending ? `-${column.sort}` : column.sort;
  return (
    <th scope="col" aria-sort={ascending ? 'ascending' : descending ? 'descending' : undefined} data-wide={wide}>
      <button type="button" className={styles.sort} onClick={() => sort.onSort(next)}>
        {header}
        <Icon aria-hidden size={14} />
      </button>
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = column.headerHidden ? undefined : column.header;
  if (column.names) {
    return (
      <th scope="row" data-label={label}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td data-label={label} data-buttons={column.headerHidden || undefined} data-wide={column.wide}>
      {column.cell(row)}
    </td>
  );
}

function stateOf(chosen: readonly string[]): RowSelectionState {
  return Object.fromEntries(chosen.map((id) => [id, true]));
}

function sortingOf<Row>(columns: readonly Column<Row>[], by = ''): SortingState {
  const column = columns.find(({ sort }) => sort !== undefined && (by === sort || by === `-${sort}`));
  return column ? [{ id: column.id, desc: by.startsWith('-') }] : [];
}
