import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '../../../client/api/index.ts';
import { jeton } from '../../api/jeton.ts';
import { usePaged } from '../../api/paged.ts';
import type { Session } from '../../api/session.ts';
import { manages, may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Column, DataTable } from '../../parts/table/data-table.tsx';
import { More } from '../../parts/table/more.tsx';
import { When } from '../../parts/when.tsx';
import { ChangeNamespace } from './form/change.tsx';
import { DeleteNamespace } from './form/delete.tsx';
import styles from './namespaces.module.css';
import { actionsOn } from './reach.ts';
import { RightsBadges } from './rights-badges.tsx';
import { retentionInWords } from './words.ts';

type Namespace = Schemas['Namespace'];
type Doing = { what: 'change' | 'delete'; namespace: Namespace } | null;

/** The namespaces of one project that the signed-in may see. */
export function NamespaceList({ project, onCreate }: { project: string; onCreate: (() => void) | false }) {
  const session = useSession();
  const [doing, setDoing] = useState<Doing>(null);
  const list = usePaged(['namespaces', project], (cursor, signal) =>
    jeton.listNamespaces({ path: { project }, query: { cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  if (error !== null) return <Problem title={`Project ${project} was not shown`} error={error} onRetry={refetch} />;
  if (rows === null) return <Loading label="Looking for its namespaces" />;
  const done = () => setDoing(null);
  return (
    <>
      {rows.length === 0 && <NoNamespace project={project} onCreate={onCreate} />}
      {rows.length > 0 && (
        <>
          <DataTable
            caption={`Namespaces of ${project}`}
            columns={columnsFor(session, setDoing)}
            rows={rows}
            rowId={({ name }) => name}
            stale={list.isPlaceholderData}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['namespace', 'list', '--project', project]} />
      {doing?.what === 'change' && <ChangeNamespace namespace={doing.namespace} onClose={done} />}
      {doing?.what === 'delete' && <DeleteNamespace namespace={doing.namespace} onClose={done} />}
    </>
  );
}

function columnsFor(session: Session, onDo: (doing: Doing) => void): Column<Namespace>[] {
  const columns: Column<Namespace>[] = [
    { id: 'name', header: 'Name', names: true, cell: (row) => <NamespaceLink namespace={row} /> },
    { id: 'rights', header: 'You may', cell: (row) => <RightsBadges actions={actionsOn(session, row, null)} /> },
    { id: 'retention', header: 'Keeps items', cell: ({ retentionDays }) => retentionInWords(retentionDays) },
    { id: 'group', header: 'Guarded by', cell: ({ group }) => <Guard group={group} /> },
    { id: 'created', header: 'Created', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  if (!manages(session)) return columns.filter(({ id }) => id !== 'group' && id !== 'created');
  const actions = (namespace: Namespace) => [
    may(session, 'namespace:update', namespace) && {
      label: 'Change it',
      onSelect: () => onDo({ what: 'change', namespace }),
    },
    may(session, 'namespace:delete', namespace) && {
      label: 'Delete it',
      onSelect: () => onDo({ what: 'delete', namespace }),
      dangerous: true,
    },
  ];
  const menu = (row: Namespace) => <ActionMenu label={`Actions for ${row.name}`} actions={actions(row)} />;
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function NamespaceLink({ namespace: { project, name } }: { namespace: Namespace }) {
  return (
    <Link to="/namespaces/$project/$namespace" params={{ project, namespace: name }}>
      {name}
    </Link>
  );
}

function Guard({ group }: { group: string | null }) {
  if (group === null) return <span className={styles.quiet}>nobody</span>;
  return (
    <span className={styles.lock}>
      <Lock aria-hidden size={14} />
      {group}
    </span>
  );
}

function NoNamespace({ project, onCreate }: { project: string; onCreate: (() => void) | false }) {
  const session = useSession();
  if (!manages(session)) {
    return (
      <Empty title="Your token opens no namespace here">
        Its grants name none that is in project {project}. Ask whoever gave it to you for a grant, such as{' '}
        <code>marketing+r</code>.
      </Empty>
    );
  }
  const action = onCreate && (
    <Button variant="primary" onClick={onCreate}>
      Create a namespace
    </Button>
  );
  return (
    <Empty title="No namespace yet" action={action}>
      A namespace holds items: texts, settings, small files, apart for each environment. Tokens are granted reading,
      writing or deleting in it by its name, <code>marketing+rw</code>.{' '}
      {!onCreate && 'Who may make one is an owner of the project.'}
    </Empty>
  );
}
