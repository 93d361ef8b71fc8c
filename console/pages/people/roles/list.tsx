import { Badge } from '../../../parts/badge.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import styles from '../people.module.css';
import { RoleLink } from './role-link.tsx';
import { type Role, useRoles } from './use-roles.ts';

/** Where a role may be given. */
export const GIVEN: Record<Role['for'], string> = {
  root: 'everywhere',
  project: 'in a project',
  both: 'everywhere or in a project',
};

const COLUMNS: Column<Role>[] = [
  { id: 'name', header: 'Name', names: true, cell: (role) => <NameCell role={role} /> },
  { id: 'for', header: 'Given', cell: (role) => GIVEN[role.for] },
  { id: 'description', header: 'What it is for', cell: ({ description }) => description ?? '' },
];

/** All roles, the built-in ones first: those of one's own are below. */
export function RoleList() {
  const { roles, known, error, refetch } = useRoles();
  if (error !== null) return <Problem title="Roles could not be listed" error={error} onRetry={refetch} />;
  if (!known) return <Loading label="Looking for roles" />;
  const custom = roles.some(({ builtIn }) => !builtIn);
  return (
    <>
      <DataTable caption="Roles" columns={COLUMNS} rows={roles} rowId={({ name }) => name} />
      {!custom && (
        <p className={styles.hint}>
          These are built in, and never change. A role of your own is a name and a list of permissions, such as what
          developers may do in staging alone.
        </p>
      )}
      <CommandLine words={['role', 'list']} />
    </>
  );
}

function NameCell({ role: { name, builtIn } }: { role: Role }) {
  return (
    <span className={styles.name}>
      <RoleLink name={name} />
      {!builtIn && <Badge tone="note">your own</Badge>}
    </span>
  );
}
