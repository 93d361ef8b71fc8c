import { useSearch } from '@tanstack/react-router';
import { projectsWhere } from '../../app/rights.ts';
import type { Search } from '../../app/search.ts';
import { useSession } from '../../app/session.tsx';
import { commandOf } from '../../parts/command-line.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ButtonAnchor } from '../../parts/link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { FIRST_SIGHTS } from '../first-sights.ts';
import { exportAddress, type Filter, flagsOf, readFilter } from './filter.ts';
import { Filters } from './filters.tsx';
import { EventList } from './list.tsx';
import { CheckTrail } from './verify.tsx';

/** What was changed, by whom, when and from where. */
export function Audit() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const projects = projectsWhere(session, 'event:read');
  if (projects?.length === 0) return <NotYours />;
  const filter = within(readFilter(search), projects);
  return (
    <>
      <PageHeader
        {...FIRST_SIGHTS['/audit']}
        actions={
          <>
            {projects === null && <CheckTrail />}
            <ButtonAnchor
              href={exportAddress(filter)}
              download="events.ndjson"
              title={commandOf(['event', 'export', flagsOf(filter)])}
            >
              Export these
            </ButtonAnchor>
          </>
        }
      />
      <Filters filter={filter} projects={projects} />
      <EventList filter={filter} />
    </>
  );
}

/** Who may read the trail of some projects only looks at one of them at a time. */
function within(filter: Filter, projects: readonly string[] | null): Filter {
  if (projects === null) return filter;
  const { project } = filter;
  return { ...filter, project: project !== undefined && projects.includes(project) ? project : projects[0] };
}

function NotYours() {
  return (
    <>
      <PageHeader title="Audit" />
      <Empty title="The audit trail is not yours to read">
        It is for administrators, editors, and the people of a project whose role holds <code>event:read</code>. What
        happened to a token of your own stands on its page.
      </Empty>
    </>
  );
}
