import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Badge } from '../../parts/badge.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Link } from '../../parts/link.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { Missing } from './missing.tsx';
import { NotYours } from './not-yours.tsx';
import { PermittedList } from './permissions/permitted-list.tsx';
import { DeleteRole } from './roles/delete.tsx';
import { DescribeRole } from './roles/describe.tsx';
import { Holders } from './roles/holders.tsx';
import { GIVEN } from './roles/list.tsx';
import { PermissionEditor } from './roles/matrix/editor.tsx';
import type { Role } from './roles/use-roles.ts';

/** One role: what it permits, and who has it. */
export function RolePage() {
  const { role = '' } = useParams({ strict: false });
  const sees = may(useSession(), 'role:read');
  const { data, error, refetch } = useQuery({
    queryKey: ['roles', 'one', role],
    queryFn: ({ signal }) => ask(jeton.getRole({ path: { name: role }, signal })),
    enabled: sees,
  });
  if (!sees) return <NotYours title="Role" what="Roles" />;
  const gone = error instanceof Failure && error.error.code === 'not_found';
  if (data !== undefined && !gone) return <Shown key={role} role={data} />;
  return <Missing title="Role" what={`There is no role ${role}`} error={error} onRetry={refetch} tab="roles" />;
}

function Shown({ role }: { role: Role }) {
  const session = useSession();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'describe' | 'delete' | null>(null);
  const { name, builtIn, description } = role;
  const mayUpdate = !builtIn && may(session, 'role:update', 'everywhere');
  const mayDelete = !builtIn && may(session, 'role:delete', 'everywhere');
  const done = () => setDoing(null);
  return (
    <>
      <PageHeader
        title={name}
        above={
          <Link to="/people" search={{ tab: 'roles' }}>
            Roles
          </Link>
        }
        actions={
          <ActionMenu
            label="Actions"
            trigger="Actions"
            actions={[
              mayUpdate && { label: 'Say what it is for', onSelect: () => setDoing('describe') },
              mayDelete && { label: 'Delete', onSelect: () => setDoing('delete'), dangerous: true },
            ]}
          />
        }
      >
        <p>
          <Badge tone={builtIn ? 'neutral' : 'note'}>{builtIn ? 'built in' : 'your own'}</Badge> Given {GIVEN[role.for]}
          . {description && `${description.replace(/\.$/, '')}.`}
        </p>
      </PageHeader>
      <Section title="What it permits" hint={builtIn ? 'Built-in roles never change.' : HINT}>
        {mayUpdate ? <PermissionEditor role={role} /> : <PermittedList permissions={role.permissions} />}
        {!mayUpdate && <CommandLine words={['role', 'get', name]} />}
      </Section>
      <Holders role={role} />
      {doing === 'describe' && <DescribeRole role={role} onClose={done} />}
      {doing === 'delete' && (
        <DeleteRole
          role={role}
          onClose={done}
          onDeleted={() => navigate({ to: '/people', search: { tab: 'roles' } })}
        />
      )}
    </>
  );
}

const HINT =
  'As a root role it counts everywhere, in a project there. Whoever has it sees roles, groups, projects, environments and clients besides.';
