import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Failure } from '../../api/failure.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { manages, may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ButtonLink, Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ActionMenu } from '../../parts/menu.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { dateInWords } from '../../parts/words.ts';
import { Counts } from './counts.tsx';
import { type Doing, ProjectDialogs } from './dialogs.tsx';
import { actionsFor, type Project } from './list.tsx';
import { Members } from './members/members.tsx';
import { OwnMembership } from './members/own.tsx';
import { NotYours } from './not-yours.tsx';

/** One project: how much is in it, and who belongs to it. */
export function ProjectPage() {
  const { project = '' } = useParams({ strict: false });
  const managing = manages(useSession());
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', project],
    queryFn: ({ signal }) => ask(jeton.getProject({ path: { project }, signal })),
    enabled: managing,
  });
  if (!managing) return <NotYours title="Project" />;
  const gone = error instanceof Failure && error.error.code === 'not_found';
  if (data !== undefined && !gone) return <Shown key={project} project={data} />;
  return (
    <>
      <PageHeader title="Project" above={<Link to="/projects">Projects</Link>} />
      {error === null && <Loading label="Looking it up" />}
      {error !== null && !gone && <Problem error={error} title="It cannot be shown" onRetry={refetch} />}
      {gone && (
        <Empty
          title={`There is no project ${project}`}
          action={<ButtonLink to="/projects">To the projects</ButtonLink>}
        >
          Was all of the address copied? It may have been deleted since, and one that you have no part in looks the same
          as none.
        </Empty>
      )}
    </>
  );
}

function Shown({ project }: { project: Project }) {
  const session = useSession();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <>
      <PageHeader
        title={project.name}
        above={<Link to="/projects">Projects</Link>}
        actions={<ActionMenu label="Actions" trigger="Actions" actions={actionsFor(session, project, setDoing)} />}
      >
        <p>
          <code>{project.id}</code>, made on {dateInWords(project.createdAt)}
        </p>
      </PageHeader>
      <Counts project={project.id} />
      {may(session, 'member:read', { project: project.id }) ? (
        <Members project={project} />
      ) : (
        <OwnMembership project={project} />
      )}
      {doing && (
        <ProjectDialogs
          doing={doing}
          project={project}
          onClose={() => setDoing(null)}
          onDeleted={() => navigate({ to: '/projects' })}
        />
      )}
    </>
  );
}
