import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { latestActivation } from '../api.ts';
import { By } from '../by.tsx';
import type { PartProps } from '../property.tsx';
import styles from './versions.module.css';

type Version = Schemas['PropertyVersionList']['items'][number];

/** All versions of a property, latest first. */
export function Versions(part: PartProps) {
  const { property, view, mayUpdate } = part;
  const { id } = property;
  const { rows, error, refetch, more } = usePaged(['properties', 'one', id, 'versions', 'all'], (cursor, signal) =>
    jeton.listPropertyVersions({ path: { id }, query: { cursor }, signal }),
  );
  return (
    <>
      <div className={styles.top}>
        <p>
          A version that was active never changes. The next one is tried in staging first; a rollback activates an
          earlier one.
        </p>
        {mayUpdate && (
          <Button variant="primary" onClick={() => view.open('document', { edit: 'yes' })}>
            Make the next version
          </Button>
        )}
      </div>
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the versions" />}
      {rows !== null && (
        <>
          <DataTable
            caption="Versions, latest first"
            rows={rows}
            rowId={({ version }) => String(version)}
            columns={columnsOf(part)}
          />
          <More {...more} />
        </>
      )}
      <CommandLine words={['property', 'versions', id]} />
    </>
  );
}

function columnsOf(part: PartProps): Column<Version>[] {
  const { id } = part.property;
  return [
    {
      id: 'version',
      header: 'Version',
      names: true,
      cell: ({ version }) => (
        <Link to="/properties/$id" params={{ id }} search={{ tab: 'document', version: String(version) }}>
          Version {version}
        </Link>
      ),
    },
    { id: 'note', header: 'Note', cell: ({ note }) => note ?? '' },
    { id: 'state', header: 'State', cell: (version) => <State id={id} version={version} /> },
    { id: 'changed', header: 'Saved', cell: ({ changedAt }) => <When at={changedAt} /> },
    { id: 'by', header: 'By', cell: ({ createdBy }) => <By who={createdBy} /> },
    {
      id: 'do',
      header: 'What can be done',
      headerHidden: true,
      cell: (version) => <Actions {...part} version={version} />,
    },
  ];
}

function State({ id, version: { active, editable } }: { id: string; version: Version }) {
  if (editable) {
    return (
      <span>
        <Badge title="It was never active, and may still change">never active</Badge>
      </span>
    );
  }
  if (active.length === 0) return <span>was active</span>;
  return (
    <ul className={styles.states}>
      {active.map((environment) => (
        <li key={environment}>
          <ActiveSince id={id} environment={environment} />
        </li>
      ))}
    </ul>
  );
}

function ActiveSince({ id, environment }: { id: string; environment: string }) {
  const { data } = useQuery(latestActivation(id, environment));
  return (
    <>
      <Badge tone="good">active in {environment}</Badge>
      {data && (
        <span className={styles.since}>
          {' '}
          since <When at={data.createdAt} />
        </span>
      )}
    </>
  );
}

function Actions({ property, view, mayUpdate, version: { version, editable } }: PartProps & { version: Version }) {
  const { active, latestVersion } = property;
  const environments = Object.keys(active).sort();
  return (
    <ActionMenu
      label={`What can be done with version ${version}`}
      actions={[
        { label: 'Show the document', onSelect: () => view.open('document', { version: String(version) }) },
        mayUpdate && {
          label: editable ? 'Edit it' : 'Make the next version from it',
          onSelect: () => view.open('document', { version: String(version), edit: 'yes' }),
        },
        version > 1 && {
          label: `Compare with version ${version - 1}`,
          onSelect: () => view.open('compare', { from: String(version - 1), to: String(version) }),
        },
        version < latestVersion && {
          label: `Compare with the latest, ${latestVersion}`,
          onSelect: () => view.open('compare', { from: String(version), to: String(latestVersion) }),
        },
        ...environments
          .filter((environment) => mayUpdate && active[environment] !== version)
          .map((environment) => ({
            label: `Activate in ${environment} …`,
            onSelect: () => void view.ask(environment, version),
          })),
      ]}
    />
  );
}
