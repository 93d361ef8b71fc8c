import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { manages, may } from '../../app/rights.ts';
import { first, type Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Problem } from '../../parts/problem.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { CreateNamespace } from './form/create.tsx';
import { NamespaceList } from './list.tsx';
import { NoProject } from './no-project.tsx';
import { ProjectChoice } from './project-choice.tsx';
import { useProjects } from './projects.ts';

/** The namespaces of a project, which the address names, and which one stands for when there is but one. */
export function Namespaces() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const { projects, any, error, refetch } = useProjects(session);
  const project = first(search, 'project') ?? projects?.[0]?.[0];
  const choose = (id: string) => navigate({ to: '/namespaces', search: { project: id } });
  const mayCreate = project !== undefined && may(session, 'namespace:create', { project });
  return (
    <>
      <PageHeader
        title="Namespaces"
        actions={
          mayCreate && (
            <Button variant="primary" onClick={() => setCreating(true)}>
              Create a namespace
            </Button>
          )
        }
      >
        {manages(session)
          ? FIRST_SIGHTS['/namespaces'].children
          : 'The namespaces that your token opens, and what it may do in each.'}
      </PageHeader>
      {error !== null && <Problem title="The projects could not be listed" error={error} onRetry={refetch} />}
      {error === null && projects === null && <Loading label="Looking for your projects" />}
      {projects !== null && <ProjectChoice projects={projects} any={any} project={project} onChoose={choose} />}
      {projects !== null && project === undefined && !any && <NoProject />}
      {project !== undefined && (
        <NamespaceList key={project} project={project} onCreate={mayCreate && (() => setCreating(true))} />
      )}
      {mayCreate && <CreateNamespace project={project} open={creating} onClose={() => setCreating(false)} />}
    </>
  );
}
