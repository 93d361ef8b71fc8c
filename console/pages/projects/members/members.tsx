import { useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import type { Project } from '../list.tsx';
import { AddMember } from './add.tsx';
import { ChangeRole } from './change-role.tsx';
import { columnsFor } from './columns.tsx';
import { useReach } from './reach.ts';
import { RemoveMember } from './remove.tsx';

export type Member = Schemas['Member'];
export type Doing = 'add' | 'role' | 'remove';

/** Who belongs to a project, and in which role. */
export function Members({ project }: { project: Project }) {
  const { id } = project;
  const mayAdd = may(useSession(), 'member:write', { project: id });
  const reach = useReach(id);
  const [doing, setDoing] = useState<{ what: Doing; member: Member | null } | null>(null);
  const list = usePaged(['members', id], (cursor, signal) =>
    jeton.listMembers({ path: { project: id }, query: { cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  const done = () => setDoing(null);
  const member = doing?.member;
  return (
    <Section
      title="People"
      hint="Their roles count in this project, beside the root role that each of them has everywhere."
      actions={mayAdd && <Button onClick={() => setDoing({ what: 'add', member: null })}>Add a member</Button>}
    >
      {error !== null && <Problem title="The people could not be listed" error={error} onRetry={refetch} />}
      {error === null && rows === null && <Loading label="Looking for its people" />}
      {error === null && rows?.length === 0 && (
        <Empty title="Nobody belongs to it yet">
          Members get a master token for the project, and make tokens for it as far as their role permits. Those with a
          root role that counts everywhere need no place here.
        </Empty>
      )}
      {error === null && rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption={`People of ${project.name}`}
            columns={columnsFor(reach, (what, whom) => setDoing({ what, member: whom }))}
            rows={rows}
            rowId={({ user }) => user}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['member', 'list', '--project', id]} />
      {doing?.what === 'add' && <AddMember project={project} onClose={done} />}
      {doing?.what === 'role' && member && <ChangeRole member={member} onClose={done} />}
      {doing?.what === 'remove' && member && <RemoveMember member={member} onClose={done} />}
    </Section>
  );
}
