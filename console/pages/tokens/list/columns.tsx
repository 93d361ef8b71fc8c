import type { ReactNode } from 'react';
import { Link } from '../../../parts/link.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import { EndBadge, ListBadges, UseBadge } from '../badges.tsx';
import type { Token } from '../rights.ts';
import styles from './columns.module.css';
import { type RowAction, RowActions } from './row-actions.tsx';

type Options = {
  names: ReadonlyMap<string, string>;
  onAction: (action: RowAction, token: Token) => void;
};

/** What the list says of a token. */
export function columnsOf({ names, onAction }: Options): Column<Token>[] {
  return [
    { id: 'name', header: 'Name', sort: 'name', names: true, cell: (token) => <Name token={token} /> },
    { id: 'for', header: 'For', cell: (token) => <Places token={token} /> },
    {
      id: 'owner',
      header: 'Owner',
      wide: true,
      cell: ({ owner }) => (owner === null ? <None /> : <Owner id={owner} name={names.get(owner)} />),
    },
    {
      id: 'created',
      header: 'Created',
      sort: 'created',
      wide: true,
      cell: (token) => (
        <Dated>
          <When at={token.createdAt} />
        </Dated>
      ),
    },
    {
      id: 'expires',
      header: 'Expires',
      sort: 'expires',
      cell: (token) => (
        <Dated>
          <EndBadge token={token} />
        </Dated>
      ),
    },
    {
      id: 'used',
      header: 'Last used',
      cell: (token) => (
        <Dated>
          <UseBadge token={token} />
        </Dated>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      cell: (token) => <RowActions token={token} onAction={(action) => onAction(action, token)} />,
    },
  ];
}

function Name({ token }: { token: Token }) {
  return (
    <div className={styles.name}>
      <div className={styles.first}>
        <Link to="/tokens/$id" params={{ id: token.id }}>
          {token.name}
        </Link>
        <ListBadges token={token} />
      </div>
      <span className={styles.description}>
        {token.type}
        {token.description && ` · ${token.description}`}
      </span>
    </div>
  );
}

/** Where it counts: projects, and the environments of them. */
function Places({ token: { projects, environments } }: { token: Token }) {
  return (
    <div className={styles.places}>
      <span>{inWords(projects, 'all projects', 'no project')}</span>
      <span className={styles.quiet}>{inWords(environments, 'all environments', 'no environment')}</span>
    </div>
  );
}

const SHOWN = 2;

function inWords(names: readonly string[], all: string, none: string): string {
  if (names.length === 0) return none;
  if (names.includes('*')) return all;
  const more = names.length - SHOWN;
  return more > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${more} more` : names.join(', ');
}

function Owner({ id, name }: { id: string; name: string | undefined }) {
  return name === undefined ? (
    <code className={styles.word}>{id}</code>
  ) : (
    <span className={styles.word} title={id}>
      {name}
    </span>
  );
}

/** Two lines at most: `12 minutes`, `ago`. */
function Dated({ children }: { children: ReactNode }) {
  return <div className={styles.dated}>{children}</div>;
}

function None() {
  return (
    <span className={styles.quiet}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">nobody</span>
    </span>
  );
}
