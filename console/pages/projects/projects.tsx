import { useState } from 'react';
import { manages, may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { CreateProject } from './create.tsx';
import { ProjectList } from './list.tsx';
import { NotYours } from './not-yours.tsx';

/** The projects that one may see. */
export function Projects() {
  const session = useSession();
  const [making, setMaking] = useState(false);
  if (!manages(session)) return <NotYours title="Projects" />;
  const onMake = may(session, 'project:create', 'everywhere') && (() => setMaking(true));
  return (
    <>
      <PageHeader
        {...FIRST_SIGHTS['/projects']}
        actions={
          onMake && (
            <Button variant="primary" onClick={onMake}>
              Create a project
            </Button>
          )
        }
      />
      <ProjectList onMake={onMake} />
      {making && <CreateProject onClose={() => setMaking(false)} />}
    </>
  );
}
