import { formatGrant } from '../../../../src/contract/grant-words.ts';
import type { Session } from '../../../api/session.ts';
import { Empty } from '../../../parts/empty.tsx';
import { Link } from '../../../parts/link.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { allOr, capitalised, grantInWords, listInWords } from '../../tokens/show/grants.ts';
import styles from './limited.module.css';

type Token = Session['token'];
type Grant = Token['grants'][number];

/** Its grants, in words and as one writes them, with the way to the namespaces that they open. */
export function Powers({ token }: { token: Token }) {
  const { grants } = token;
  if (grants.length === 0) {
    return (
      <Empty title="This token has no grants">
        It shows who it is, and opens nothing. Ask whoever gave it to you for a grant, such as <code>marketing+r</code>.
      </Empty>
    );
  }
  return <DataTable caption="Grants of the token" columns={columnsFor(token)} rows={grants} rowId={formatGrant} />;
}

function columnsFor(token: Token): Column<Grant>[] {
  return [
    { id: 'words', header: 'What it does', names: true, cell: (grant) => capitalised(grantInWords(grant)) },
    { id: 'where', header: 'Where', cell: () => placesOf(token) },
    { id: 'short', header: 'Written as', cell: (grant) => <code>{formatGrant(grant)}</code> },
    { id: 'open', header: 'Open', cell: (grant) => <Opens token={token} grant={grant} /> },
  ];
}

function placesOf({ projects, environments }: Token): string {
  const named = (names: readonly string[], noun: string) =>
    names.includes('*') ? `every ${noun}` : `${noun}${names.length > 1 ? 's' : ''} ${listInWords(names)}`;
  if (projects.length === 0 || environments.length === 0) return 'nowhere';
  return `${named(projects, 'project')}, ${named(environments, 'environment')}`;
}

/** Where one can look at what a grant opens; other resources live outside of the console. */
function Opens({ token: { projects }, grant: { resource, name } }: { token: Token; grant: Grant }) {
  if (resource !== 'namespace') return <span className={styles.quiet}>outside of the console</span>;
  if (projects.includes('*')) return <Link to="/namespaces">{name === '*' ? 'The namespaces' : name}</Link>;
  return (
    <span className={styles.links}>
      {projects.map((project) =>
        name === '*' ? (
          <Link key={project} to="/namespaces" search={{ project }}>
            all of {project}
          </Link>
        ) : (
          <Link key={project} to="/namespaces/$project/$namespace" params={{ project, namespace: name }}>
            {project}/{name}
          </Link>
        ),
      )}
      {projects.length === 0 && <span className={styles.quiet}>{allOr(projects)}</span>}
    </span>
  );
}
