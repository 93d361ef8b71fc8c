import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Link } from '../../parts/link.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { dateInWords } from '../../parts/words.ts';
import { type Doing, GroupDialogs } from './groups/dialogs.tsx';
import { Guarded } from './groups/guarded.tsx';
import type { Group } from './groups/list.tsx';
import { GroupMembers } from './groups/members.tsx';
import { useGroupRights } from './groups/rights.ts';
import { Missing } from './missing.tsx';
import { NotYours } from './not-yours.tsx';

/** One group: who is in it, and what it guards. */
export function GroupPage() {
  const { group = '' } = useParams({ strict: false });
  const sees = may(useSession(), 'group:read');
  const { data, error, refetch } = useQuery({
    queryKey: ['groups', group],
    queryFn: ({ signal }) => ask(jeton.getGroup({ path: { group }, signal })),
    enabled: sees,
  });
  if (!sees) return <NotYours title="Group" what="Groups" />;
  const gone = error instanceof Failure && error.error.code === 'not_found';
  if (data !== undefined && !gone) return <Shown key={group} group={data} />;
  return <Missing title="Group" what={`There is no group ${group}`} error={error} onRetry={refetch} tab="groups" />;
}

function Shown({ group }: { group: Group }) {
  const rights = useGroupRights();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <>
      <PageHeader
        title={group.name}
        above={
          <Link to="/people" search={{ tab: 'groups' }}>
            Groups
          </Link>
        }
        actions={
          <ActionMenu
            label="Actions"
            trigger="Actions"
            actions={[
              rights.update && { label: 'Rename', onSelect: () => setDoing('rename') },
              rights.delete && { label: 'Delete', onSelect: () => setDoing('delete'), dangerous: true },
            ]}
          />
        }
      >
        <p>
          <code>{group.id}</code>, made on {dateInWords(group.createdAt)}. What it guards is open to its people alone.
        </p>
      </PageHeader>
      <GroupMembers group={group} mayChange={rights.update} />
      <Guarded group={group.id} />
      {doing && (
        <GroupDialogs
          doing={doing}
          group={group}
          onClose={() => setDoing(null)}
          onDeleted={() => navigate({ to: '/people', search: { tab: 'groups' } })}
        />
      )}
    </>
  );
}
