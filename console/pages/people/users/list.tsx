import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { columnsFor } from './columns.tsx';
import { type Doing, UserDialogs } from './dialogs.tsx';
import { UserFilters, useFilter } from './filters.tsx';
import { NobodyFound } from './nobody.tsx';
import { useUserRights } from './rights.ts';

export type User = Schemas['User'];

/** All people, by what is typed and by their root role. */
export function UserList({ onMake }: { onMake: (() => void) | false }) {
  const rights = useUserRights();
  const { q, role, change } = useFilter();
  const [doing, setDoing] = useState<{ what: Doing; user: User } | null>(null);
  const list = usePaged(['users', 'list', q, role], (cursor, signal) =>
    jeton.listUsers({ query: { cursor, ...(q && { q }), ...(role && { role }) }, signal }),
  );
  const { rows, error, refetch } = list;
  return (
    <>
      <UserFilters q={q} role={role} onChange={change} />
      {error !== null && <Problem title="People could not be listed" error={error} onRetry={refetch} />}
      {error === null && rows === null && <Loading label="Looking for people" />}
      {error === null && rows?.length === 0 && <NobodyFound onMake={onMake} />}
      {error === null && rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="People"
            columns={columnsFor(rights, (what, user) => setDoing({ what, user }))}
            rows={rows}
            rowId={({ id }) => id}
            stale={list.stale}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['user', 'list', q && ['--search', q], role && ['--role', role]]} />
      {doing && <UserDialogs doing={doing.what} user={doing.user} onClose={() => setDoing(null)} />}
    </>
  );
}
