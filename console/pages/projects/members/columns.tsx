import { Badge } from '../../../parts/badge.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import { PersonLink } from '../../people/person-link.tsx';
import { RoleLink } from '../../people/roles/role-link.tsx';
import styles from '../projects.module.css';
import type { Doing, Member } from './members.tsx';
import type { Reach } from './reach.ts';

/** What the list tells of a member, and what can be done with them. */
export function columnsFor(reach: Reach, onDo: (doing: Doing, member: Member) => void): Column<Member>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      names: true,
      cell: (member) => <NameCell member={member} own={reach.isOwn(member)} />,
    },
    { id: 'email', header: 'Mail address', cell: ({ email }) => email },
    { id: 'role', header: 'Role here', cell: ({ role }) => <RoleLink name={role} /> },
    { id: 'since', header: 'Member since', cell: ({ createdAt }) => <When at={createdAt} /> },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      cell: (member) => (
        <ActionMenu
          label={`Actions for ${member.name}`}
          actions={[
            reach.mayChange(member) && { label: 'Change the role', onSelect: () => onDo('role', member) },
            reach.mayRemove(member) && {
              label: reach.isOwn(member) ? 'Leave the project' : 'Remove from the project',
              onSelect: () => onDo('remove', member),
              dangerous: true,
            },
          ]}
        />
      ),
    },
  ];
}

function NameCell({ member: { user, name }, own }: { member: Member; own: boolean }) {
  return (
    <span className={styles.name}>
      <PersonLink id={user} name={name} />
      {own && <Badge tone="note">you</Badge>}
    </span>
  );
}
