import { useState } from 'react';
import type { Schemas } from '../../../client/api/index.ts';
import { jeton } from '../../api/jeton.ts';
import { usePaged } from '../../api/paged.ts';
import type { Session } from '../../api/session.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Column, DataTable } from '../../parts/table/data-table.tsx';
import { More } from '../../parts/table/more.tsx';
import { When } from '../../parts/when.tsx';
import { type Doing, ProjectDialogs } from './dialogs.tsx';
import { roleIn } from './rights.ts';

export type Project = Schemas['Project'];

/** Projects, in order of their ids. */
export function ProjectList({ onMake }: { onMake: (() => void) | false }) {
  const session = useSession();
  const [doing, setDoing] = useState<{ what: Doing; project: Project } | null>(null);
  const list = usePaged(['projects', 'list'], (cursor, signal) => jeton.listProjects({ query: { cursor }, signal }));
  const { rows, error, refetch } = list;
  return (
    <>
      {error !== null && <Problem title="Projects could not be listed" error={error} onRetry={refetch} />}
      {error === null && rows === null && <Loading label="Looking for projects" />}
      {error === null && rows?.length === 0 && <NoProject onMake={onMake} />}
      {error === null && rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Projects"
            columns={columnsFor(session, (what, project) => setDoing({ what, project }))}
            rows={rows}
            rowId={({ id }) => id}
          />
          <More {...list.more} />
        </>
      )}
      <CommandLine words={['project', 'list']} />
      {doing && <ProjectDialogs doing={doing.what} project={doing.project} onClose={() => setDoing(null)} />}
    </>
  );
}

function columnsFor(session: Session, onDo: (doing: Doing, project: Project) => void): Column<Project>[] {
  const menu = (project: Project) => (
    <ActionMenu label={`Actions for ${project.name}`} actions={actionsFor(session, project, onDo)} />
  );
  return [
    { id: 'name', header: 'Name', names: true, cell: (project) => <NameCell project={project} /> },
    { id: 'id', header: 'Id', cell: ({ id }) => <code>{id}</code> },
    { id: 'role', header: 'You are', cell: ({ id }) => roleIn(session, id) },
    { id: 'created', header: 'Created', cell: ({ createdAt }) => <When at={createdAt} /> },
    { id: 'actions', header: 'Actions', headerHidden: true, cell: menu },
  ];
}

/** What can be done with a project, as far as one may. */
export function actionsFor(session: Session, project: Project, onDo: (doing: Doing, project: Project) => void) {
  const where = { project: project.id };
  return [
    may(session, 'project:update', where) && { label: 'Rename', onSelect: () => onDo('rename', project) },
    may(session, 'project:delete', where) && {
      label: 'Delete',
      onSelect: () => onDo('delete', project),
      dangerous: true,
    },
  ];
}

function NameCell({ project: { id, name } }: { project: Project }) {
  return (
    <Link to="/projects/$project" params={{ project: id }}>
      {name}
    </Link>
  );
}

function NoProject({ onMake }: { onMake: (() => void) | false }) {
  const action = onMake && (
    <Button variant="primary" onClick={onMake}>
      Create a project
    </Button>
  );
  return (
    <Empty title={onMake ? 'No project yet' : 'You belong to no project'} action={action}>
      A project holds together what belongs to one product or team: its people and their roles, its namespaces, and the
      tokens that reach them. {!onMake && 'An owner of one can add you.'}
    </Empty>
  );
}
