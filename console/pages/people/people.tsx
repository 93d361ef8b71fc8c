import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { manages, may } from '../../app/rights.ts';
import { oneOf, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { CreateGroup } from './groups/create.tsx';
import { GroupList } from './groups/list.tsx';
import { NotYours } from './not-yours.tsx';
import { CreateRole } from './roles/create.tsx';
import { RoleList } from './roles/list.tsx';
import { CreateUser } from './users/create.tsx';
import { UserList } from './users/list.tsx';

const TABS = ['users', 'groups', 'roles'] as const;
type Tab = (typeof TABS)[number];

/** What can be made in each tab, and who may. */
const MAKING: Record<Tab, { permission: string; label: string }> = {
  users: { permission: 'user:create', label: 'Add a person' },
  groups: { permission: 'group:create', label: 'Create a group' },
  roles: { permission: 'role:create', label: 'Create a role' },
};

/** Who there is, which groups they are in, and what roles permit them. */
export function People() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const [making, setMaking] = useState<Tab | null>(null);
  if (!manages(session)) return <NotYours title="People" what="People" />;
  const tab = oneOf(search, 'tab', TABS) ?? 'users';
  const { permission, label } = MAKING[tab];
  const onMake = may(session, permission, 'everywhere') && (() => setMaking(tab));
  const done = () => setMaking(null);
  const seen = (what: string, needed: string, list: () => ReactNode) =>
    may(session, needed) ? list() : <NotYours what={what} />;
  return (
    <>
      <PageHeader
        {...FIRST_SIGHTS['/people']}
        actions={
          onMake && (
            <Button variant="primary" onClick={onMake}>
              {label}
            </Button>
          )
        }
      />
      <Tabs
        label="People"
        value={tab}
        onValueChange={(next) => navigate({ to: '/people', search: next === 'users' ? {} : { tab: next } })}
        tabs={[
          ['users', 'Users', () => seen('People', 'user:read', () => <UserList onMake={onMake} />)],
          ['groups', 'Groups', () => seen('Groups', 'group:read', () => <GroupList onMake={onMake} />)],
          ['roles', 'Roles', () => seen('Roles', 'role:read', () => <RoleList />)],
        ]}
      />
      {making === 'users' && <CreateUser onClose={done} />}
      {making === 'groups' && <CreateGroup onClose={done} />}
      {making === 'roles' && <CreateRole onClose={done} />}
    </>
  );
}
