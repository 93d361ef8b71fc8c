import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import styles from '../people.module.css';
import { namespacesOf, useWalk } from '../walk.ts';
import { Walked } from '../walked.tsx';

type Namespace = Schemas['Namespace'];

const COLUMNS: Column<Namespace>[] = [
  { id: 'name', header: 'Namespace', names: true, cell: (namespace) => <NamespaceLink namespace={namespace} /> },
  {
    id: 'project',
    header: 'Project',
    cell: ({ project }) => (
      <Link to="/projects/$project" params={{ project }}>
        {project}
      </Link>
    ),
  },
];

/** What is open to the people of a group alone. */
export function Guarded({ group }: { group: string }) {
  const session = useSession();
  const walk = useWalk<Namespace>(['groups', group, 'guards'], async ({ id }, signal) => {
    if (!may(session, 'namespace:read', { project: id })) return [];
    return (await namespacesOf(id, signal)).filter((namespace) => namespace.group === group);
  });
  const { found, error, retry } = walk;
  return (
    <Section title="What it guards" hint="Namespaces, of the projects that you may see, and clients.">
      {error !== null && <Problem title="The projects could not be looked through" error={error} onRetry={retry} />}
      {error === null && found === null && <Loading label="Looking through the projects" />}
      {found?.length === 0 && (
        <p className={styles.quiet}>
          No namespace that was looked at names it. Change a namespace, on the page of its project’s{' '}
          <Link to="/namespaces">namespaces</Link>, to have the group guard it.
        </p>
      )}
      {found !== null && found.length > 0 && (
        <DataTable
          caption="Namespaces that it guards"
          columns={COLUMNS}
          rows={found}
          rowId={({ project, name }) => `${project}/${name}`}
        />
      )}
      {found !== null && <Walked walk={walk} />}
      {may(session, 'client:read') && <Clients group={group} />}
    </Section>
  );
}

function NamespaceLink({ namespace: { project, name } }: { namespace: Namespace }) {
  return (
    <Link to="/namespaces/$project/$namespace" params={{ project, namespace: name }}>
      {name}
    </Link>
  );
}

/** The clients that only its people may lock tokens to. */
function Clients({ group }: { group: string }) {
  const list = usePaged(['clients', 'guarded'], (cursor, signal) =>
    jeton.listClients({ query: { cursor, limit: 200 }, signal }),
  );
  const guarded = (list.rows ?? []).filter((client) => client.group === group);
  if (guarded.length === 0) return null;
  return (
    <p className={styles.badges}>
      Clients:{' '}
      {guarded.map(({ id, name }) => (
        <Badge key={id} title={name}>
          {id}
        </Badge>
      ))}
    </p>
  );
}
