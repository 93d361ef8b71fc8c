import { useNavigate, useSearch } from '@tanstack/react-router';
import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { first, type Search } from '../../../app/search.ts';
import { useSession } from '../../../app/session.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { ButtonLink, Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { useProjects } from '../../namespaces/projects.ts';
import type { Property } from '../property.tsx';
import { Hostnames, Updated } from './hostnames.tsx';
import styles from './list.module.css';

/** Each row asks for its hostnames: no more at once than fit on a screen. */
const PAGE = 25;

/** The properties that one may see. */
export function PropertyList() {
  const session = useSession();
  const search: Search = useSearch({ strict: false });
  const project = first(search, 'project');
  const list = usePaged(['properties', 'list', project], (cursor, signal) =>
    jeton.listProperties({ query: { project, cursor, limit: PAGE }, signal }),
  );
  const { rows, error, refetch, more } = list;
  const create = may(session, 'property:create') && <CreateLink project={project} />;
  return (
    <>
      <PageHeader {...FIRST_SIGHTS['/properties']} actions={rows && rows.length > 0 && create} />
      <ProjectFilter project={project} />
      {error && <Problem error={error} onRetry={refetch} />}
      {rows === null && !error && <Loading label="Asking for the properties" />}
      {rows?.length === 0 && (
        <Empty title={project ? `There is no property in ${project}` : 'There is no property yet'} action={create}>
          A property puts Jeton in front of a service or a bucket: it checks the token, takes away what a client might
          forge, and streams the request through. Make one with a hostname, an origin and a rule; it does nothing before
          it is activated.
        </Empty>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <DataTable
            caption="Properties"
            rows={rows}
            rowId={({ id }) => id}
            columns={COLUMNS}
            stale={list.isPlaceholderData}
          />
          <More {...more} />
        </>
      )}
      <CommandLine words={['property', 'list', project && ['--project', project]]} />
    </>
  );
}

function CreateLink({ project }: { project: string | undefined }) {
  return (
    <ButtonLink to="/properties" search={{ new: 'form', ...(project && { project }) }} variant="primary">
      Create a property
    </ButtonLink>
  );
}

function ProjectFilter({ project }: { project: string | undefined }) {
  const { projects } = useProjects(useSession());
  const navigate = useNavigate();
  if (projects === null || (projects.length < 2 && project === undefined)) return null;
  const known = projects.map(([id, name]): [string, string] => [id, id === name ? id : `${name} (${id})`]);
  const missing = project !== undefined && !known.some(([id]) => id === project);
  return (
    <div className={styles.filter}>
      <SelectField
        label="Project"
        value={project ?? ''}
        options={[['', 'All projects'], ...known, ...(missing ? [[project, project] as const] : [])]}
        onValueChange={(id) => navigate({ to: '/properties', search: id === '' ? {} : { project: id }, replace: true })}
      />
    </div>
  );
}

const COLUMNS: Column<Property>[] = [
  {
    id: 'name',
    header: 'Property',
    names: true,
    cell: ({ id, name }) => (
      <Link to="/properties/$id" params={{ id }}>
        {name}
      </Link>
    ),
  },
  { id: 'project', header: 'Project', cell: ({ project }) => project },
  { id: 'hostnames', header: 'Hostnames', cell: (property) => <Hostnames property={property} /> },
  { id: 'active', header: 'Active', cell: (property) => <Active property={property} /> },
  { id: 'latest', header: 'Latest', cell: ({ latestVersion }) => `version ${latestVersion}` },
  { id: 'updated', header: 'Updated', cell: (property) => <Updated property={property} /> },
];

function Active({ property: { active } }: { property: Property }) {
  const environments = Object.keys(active).sort();
  if (environments.length === 0)
    return (
      <span className={styles.lines}>
        <span>
          <Badge>nowhere</Badge>
        </span>
      </span>
    );
  return (
    <span className={styles.lines}>
      {environments.map((environment) => (
        <span key={environment}>
          <Badge tone="good">
            {environment}: version {active[environment]}
          </Badge>
        </span>
      ))}
    </span>
  );
}
