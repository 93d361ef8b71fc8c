import { jeton } from '../../../api/jeton.ts';
import { usePaged } from '../../../api/paged.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { type Column, DataTable } from '../../../parts/table/data-table.tsx';
import { More } from '../../../parts/table/more.tsx';
import styles from '../people.module.css';
import { PersonLink } from '../person-link.tsx';
import { membersOf, useWalk } from '../walk.ts';
import { Walked } from '../walked.tsx';
import type { Role } from './use-roles.ts';

type Holder = { user: string; name: string; email: string; project: string | null };

const PERSON: Column<Holder>[] = [
  { id: 'name', header: 'Name', names: true, cell: ({ user, name }) => <PersonLink id={user} name={name} /> },
  { id: 'email', header: 'Mail address', cell: ({ email }) => email },
];
const IN_PROJECT: Column<Holder> = {
  id: 'project',
  header: 'In project',
  cell: ({ project }) => <ProjectLink id={project} />,
};

/** Who has a role: everywhere, and in projects. */
export function Holders({ role: { name, for: where } }: { role: Role }) {
  const seesPeople = may(useSession(), 'user:read');
  return (
    <>
      {where !== 'project' && (
        <Section title="Who has it everywhere">
          {seesPeople ? (
            <Everywhere role={name} />
          ) : (
            <p className={styles.quiet}>None of your roles lets you see that.</p>
          )}
        </Section>
      )}
      {where !== 'root' && (
        <Section title="Who has it in a project">
          <InProjects role={name} />
        </Section>
      )}
    </>
  );
}

function Everywhere({ role }: { role: string }) {
  const list = usePaged(['users', 'of role', role], (cursor, signal) =>
    jeton.listUsers({ query: { role, cursor }, signal }),
  );
  const { rows, error, refetch } = list;
  if (error !== null) return <Problem error={error} onRetry={refetch} />;
  if (rows === null) return <Loading label="Looking for people" />;
  if (rows.length === 0) return <p className={styles.quiet}>Nobody.</p>;
  const holders = rows.map(({ id, name, email }) => ({ user: id, name, email, project: null }));
  return (
    <>
      <DataTable caption={`Who is ${role} everywhere`} columns={PERSON} rows={holders} rowId={({ user }) => user} />
      <More {...list.more} />
    </>
  );
}

/** Of the projects whose members one may see. */
function InProjects({ role }: { role: string }) {
  const session = useSession();
  const walk = useWalk<Holder>(['members', 'of role', role], async ({ id }, signal) => {
    if (!may(session, 'member:read', { project: id })) return [];
    return (await membersOf(id, signal)).filter((member) => member.role === role);
  });
  const { found, error, retry } = walk;
  if (error !== null) return <Problem error={error} onRetry={retry} />;
  if (found === null) return <Loading label="Looking through the projects" />;
  return (
    <>
      {found.length === 0 && <p className={styles.quiet}>Nobody, in the projects that were looked at.</p>}
      {found.length > 0 && (
        <DataTable
          caption={`Who is ${role} in a project`}
          columns={[...PERSON, IN_PROJECT]}
          rows={found}
          rowId={({ user, project }) => `${project}/${user}`}
        />
      )}
      <Walked walk={walk} />
    </>
  );
}

function ProjectLink({ id }: { id: string | null }) {
  if (id === null) return null;
  return (
    <Link to="/projects/$project" params={{ project: id }}>
      {id}
    </Link>
  );
}
