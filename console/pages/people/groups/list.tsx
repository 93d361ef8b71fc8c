import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { When } from '../../../parts/when.tsx';
import { type Doing, GroupDialogs } from './dialogs.tsx';
import { type GroupRights, useGroupRights } from './rights.ts';

export type Group = Schemas['Group'];

/** All access groups. */
export function GroupList({ onMake }: { onMake: (() => void) | false }) {
  const rights = useGroupRights();
  const [doing, setDoing] = useState<{ what: Doing; group: Group } | null>(null);
  const list = usePaged(['groups', 'list'], (cursor, signal) => jeton.listGroups({ query: { cursor }, signal }));
  const { rows, error, refetch } = list;
  return (
    <>
      {error !== null && <Problem title="Groups could not be listed" error={error} onRetry={refetch} />}
      {error === null && rows === null && <Loading label="Looking for groups" />}
      {error === null && rows?.length === 0 && <NoGroup onMake={onMake} />}
      {error === null && rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Groups"
            columns={columnsFor(rights, (what, group) => setDoing({ what, group }))}
            rows={rows}
            rowId={({ id }) => id}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['group', 'list']} />
      {doing && <GroupDialogs doing={doing.what} group={doing.group} onClose={() => setDoing(null)} />}
    </>
  );
}

function columnsFor(rights: GroupRights, onDo: (doing: Doing, group: Group) => void): Column<Group>[] {
  const columns: Column<Group>[] = [
    { id: 'name', header: 'Name', names: true, cell: (group) => <NameCell group={group} /> },
    { id: 'id', header: 'Id', cell: ({ id }) => <code>{id}</code> },
    { id: 'created', header: 'Created', cell: ({ createdAt }) => <When at={createdAt} /> },
  ];
  if (!rights.update && !rights.delete) return columns;
  const menu = (group: Group) => (
    <ActionMenu
      label={`Actions for ${group.name}`}
      actions={[
        rights.update && { label: 'Rename', onSelect: () => onDo('rename', group) },
        rights.delete && { label: 'Delete', onSelect: () => onDo('delete', group), dangerous: true },
      ]}
    />
  );
  return [...columns, { id: 'actions', header: 'Actions', headerHidden: true, cell: menu }];
}

function NameCell({ group: { id, name } }: { group: Group }) {
  return (
    <Link to="/people/groups/$group" params={{ group: id }}>
      {name}
    </Link>
  );
}

function NoGroup({ onMake }: { onMake: (() => void) | false }) {
  const action = onMake && (
    <Button variant="primary" onClick={onMake}>
      Create a group
    </Button>
  );
  return (
    <Empty title="No group yet" action={action}>
      A group guards: a namespace or a client that names it is open to the people of the group alone, as far as their
      roles permit. It adds no right, it only keeps others out. {!onMake && 'Administrators make groups.'}
    </Empty>
  );
}
