import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../../../client/api/index.ts';
import { Failure } from '../../api/failure.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Badge } from '../../parts/badge.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Link } from '../../parts/link.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Missing } from './missing.tsx';
import { NotYours } from './not-yours.tsx';
import { actionsFor } from './users/actions.ts';
import { type Doing, UserDialogs } from './users/dialogs.tsx';
import { Groups } from './users/groups.tsx';
import { useUserRights } from './users/rights.ts';
import { Standing } from './users/standing.tsx';
import { UserFacts } from './users/user-facts.tsx';

export type UserDetails = Schemas['UserDetails'];

/** One person: who they are, where they belong, and what that lets them do. */
export function UserPage() {
  const { id = '' } = useParams({ strict: false });
  const session = useSession();
  const own = session.user?.id === id;
  const sees = may(session, 'user:read');
  const { data, error, refetch } = useQuery({
    queryKey: ['users', id],
    queryFn: ({ signal }) => ask(sees ? jeton.getUser({ path: { id }, signal }) : jeton.getOwnUser({ signal })),
    enabled: sees || own,
  });
  if (!sees && !own) return <NotYours title="Person" what="People" />;
  if (data !== undefined && !isGone(error)) return <Shown key={id} user={data} />;
  return <Missing title="Person" what={`Nobody has the id ${id}`} error={error} onRetry={refetch} tab="users" />;
}

/** What was there when it was last asked for. */
function isGone(error: unknown): boolean {
  return error instanceof Failure && error.error.code === 'not_found';
}

function Shown({ user }: { user: UserDetails }) {
  const rights = useUserRights();
  const navigate = useNavigate();
  const session = useSession();
  const own = session.user?.id === user.id;
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <>
      <PageHeader
        title={user.name}
        above={<Link to="/people">People</Link>}
        actions={<ActionMenu label="Actions" trigger="Actions" actions={actionsFor(user, rights, setDoing)} />}
      >
        <p>
          {user.email} {own && <Badge tone="note">you</Badge>}{' '}
          {!user.enabled && <Badge tone="warning">disabled: every token of theirs is refused</Badge>}
        </p>
      </PageHeader>
      <UserFacts user={user} />
      <Standing user={user} />
      <Groups user={user} />
      {may(session, 'user:read') && <CommandLine words={['user', 'get', user.id]} />}
      {doing && (
        <UserDialogs
          doing={doing}
          user={user}
          onClose={() => setDoing(null)}
          onDeleted={() => navigate({ to: '/people' })}
        />
      )}
    </>
  );
}
