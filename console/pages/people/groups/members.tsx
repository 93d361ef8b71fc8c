import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { PersonLink } from '../person-link.tsx';
import { AddToGroup } from './add-member.tsx';
import type { Group } from './list.tsx';
import { RemoveFromGroup } from './remove-member.tsx';

export type GroupMember = Schemas['GroupMember'];

/** Who is in a group; who may say so adds and removes people here. */
export function GroupMembers({ group, mayChange }: { group: Group; mayChange: boolean }) {
  const [leaving, setLeaving] = useState<GroupMember | null>(null);
  const list = usePaged(['groups', group.id, 'members'], (cursor, signal) =>
    jeton.listGroupMembers({ path: { group: group.id }, query: { cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  return (
    <Section title="People" hint="Administrators count as one of every group.">
      {mayChange && <AddToGroup group={group} />}
      {error !== null && <Problem title="Its people could not be listed" error={error} onRetry={refetch} />}
      {error === null && rows === null && <Loading label="Looking for its people" />}
      {error === null && rows?.length === 0 && (
        <Empty title="Nobody is in it">
          What the group guards is closed to all but administrators until somebody is put into it.
        </Empty>
      )}
      {error === null && rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption={`People of ${group.name}`}
            columns={columnsFor(mayChange && setLeaving)}
            rows={rows}
            rowId={({ user }) => user}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['group', 'members', group.id]} />
      {leaving && <RemoveFromGroup group={group} member={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function columnsFor(onRemove: ((member: GroupMember) => void) | false): Column<GroupMember>[] {
  const columns: Column<GroupMember>[] = [
    { id: 'name', header: 'Name', names: true, cell: ({ user, name }) => <PersonLink id={user} name={name} /> },
    { id: 'email', header: 'Mail address', cell: ({ email }) => email },
    { id: 'since', header: 'In it since', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  if (!onRemove) return columns;
  const button = (member: GroupMember) => (
    <Button variant="quiet" aria-label={`Take ${member.name} out`} onClick={() => onRemove(member)}>
      Take out
    </Button>
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: button }];
}
