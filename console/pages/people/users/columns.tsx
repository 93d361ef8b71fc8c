import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import styles from '../people.module.css';
import { RoleLink } from '../roles/role-link.tsx';
import { actionsFor } from './actions.ts';
import type { Doing } from './dialogs.tsx';
import type { User } from './list.tsx';
import type { UserRights } from './rights.ts';

/** What the list tells of a person, and what can be done with them. */
export function columnsFor(rights: UserRights, onDo: (doing: Doing, user: User) => void): Column<User>[] {
  const columns: Column<User>[] = [
    { id: 'name', header: 'Name', names: true, cell: (user) => <NameCell user={user} /> },
    { id: 'email', header: 'Mail address', cell: ({ email }) => email },
    { id: 'role', header: 'Root role', cell: ({ role }) => <RoleLink name={role} /> },
    {
      id: 'password',
      header: 'Signs in by',
      wide: true,
      cell: ({ hasPassword }) => (hasPassword ? 'password or token' : 'token'),
    },
    { id: 'created', header: 'Added', wide: true, cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  if (!rights.update && !rights.delete) return columns;
  const menu = (user: User) => (
    <ActionMenu label={`Actions for ${user.name}`} actions={actionsFor(user, rights, (doing) => onDo(doing, user))} />
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function NameCell({ user: { id, name, enabled } }: { user: User }) {
  return (
    <span className={styles.name}>
      <Link to="/people/users/$id" params={{ id }}>
        {name}
      </Link>
      {!enabled && <Badge tone="warning">disabled</Badge>}
    </span>
  );
}
