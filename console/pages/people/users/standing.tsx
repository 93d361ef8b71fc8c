import type { ReactNode } from 'react';
import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import { Section } from '../../../parts/section.tsx';
import { PermittedList } from '../permissions/permitted-list.tsx';
import { RoleLink } from '../roles/role-link.tsx';
import { useRoles } from '../roles/use-roles.ts';
import type { UserDetails } from '../user.tsx';
import styles from './standing.module.css';

/** What a person may do, by place: everywhere by the root role, in each project by the role there. */
export function Standing({ user: { name, role, memberships, permissions } }: { user: UserDetails }) {
  return (
    <Section
      title={`What ${name} may do`}
      hint="So far as you may see it. Personal tokens may do the same, and master tokens what is permitted in their one project."
    >
      <ul className={styles.places}>
        <Place where="Everywhere" role={role} permissions={permissions.everywhere} />
        {memberships.map(({ project, role: there }) => (
          <Place
            key={project}
            where={
              <>
                In{' '}
                <Link to="/projects/$project" params={{ project }}>
                  {project}
                </Link>
              </>
            }
            role={there}
            permissions={Object.hasOwn(permissions.projects, project) ? (permissions.projects[project] ?? []) : []}
          />
        ))}
      </ul>
      {memberships.length === 0 && (
        <p className={styles.quiet}>
          Not a member of any project that you see. A project’s own page adds people to it.
        </p>
      )}
    </Section>
  );
}

type PlaceProps = { where: ReactNode; role: string; permissions: readonly string[] };

function Place({ where, role, permissions }: PlaceProps) {
  const { roles } = useRoles();
  const nothing = permissions.length === 0 ? 'Nothing by itself' : null;
  const description = roles.find(({ name }) => name === role)?.description ?? nothing;
  return (
    <li className={styles.place}>
      <p className={styles.where}>
        <strong>{where}</strong>
        <Badge>
          <RoleLink name={role} />
        </Badge>
      </p>
      {description && <p>{description}.</p>}
      {permissions.length > 0 && (
        <details>
          <summary>All that this permits</summary>
          <PermittedList permissions={permissions} />
        </details>
      )}
    </li>
  );
}
