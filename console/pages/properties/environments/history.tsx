import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { By } from '../by.tsx';
import type { PartProps } from '../property.tsx';
import type { View } from '../view.ts';
import styles from './history.module.css';

type Activation = Schemas['Activation'];

/** What was activated and deactivated, latest first. */
export function History({ property: { id, active }, view, mayUpdate }: PartProps) {
  const { environment } = view;
  const list = usePaged(['properties', 'one', id, 'activations', 'all', environment], (cursor, signal) =>
    jeton.listActivations({ path: { id }, query: { environment, cursor }, signal }),
  );
  const { rows, error, refetch, more } = list;
  const known = [...new Set([...Object.keys(active), ...(rows ?? []).map((row) => row.environment)])];
  const choices = [...new Set([...known, ...(environment ? [environment] : [])])].sort();
  return (
    <>
      <div className={styles.filter}>
        <SelectField
          label="Environment"
          value={environment ?? ''}
          options={[['', 'All'], ...choices.map((name): [string, string] => [name, name])]}
          onValueChange={(name) => view.open('history', name === '' ? {} : { environment: name }, true)}
        />
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the history" />}
      {rows?.length === 0 && (
        <Empty title="Nothing was activated yet">
          Each activation and deactivation is kept here, with its note. To go back to what ran before, activate that
          version again.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Activations and deactivations, latest first"
            rows={rows}
            rowId={(row) => row.activationId}
            columns={columnsOf(view, mayUpdate)}
            stale={list.isPlaceholderData}
          />
          <More {...more} />
        </>
      )}
      <CommandLine words={['property', 'activations', id, environment && ['--environment', environment]]} />
    </>
  );
}

function columnsOf(view: View, mayUpdate: boolean): Column<Activation>[] {
  return [
    { id: 'what', header: 'What', names: true, cell: (row) => <What row={row} /> },
    { id: 'when', header: 'When', cell: ({ createdAt }) => <When at={createdAt} /> },
    { id: 'by', header: 'By', cell: ({ createdBy }) => <By who={createdBy} /> },
    { id: 'note', header: 'Note', cell: ({ note }) => note ?? '' },
    { id: 'notify', header: 'Told by mail', cell: ({ notify }) => notify.join(', ') },
    {
      id: 'again',
      header: 'What can be done',
      headerHidden: true,
      cell: (row) =>
        mayUpdate &&
        !row.current && (
          <Button onClick={() => view.ask(row.environment, row.version)}>Activate version {row.version} again …</Button>
        ),
    },
  ];
}

function What({ row: { type, version, environment, current } }: { row: Activation }) {
  const word = type === 'ACTIVATE' ? 'activated' : 'deactivated';
  return (
    <span className={styles.what}>
      version {version} {word} in {environment}
      {current && <Badge tone="good">runs now</Badge>}
    </span>
  );
}
