import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Link } from '../../../parts/link.tsx';
import { Section } from '../../../parts/section.tsx';
import styles from '../people.module.css';
import type { UserDetails } from '../user.tsx';

/** The groups that a person is in. */
export function Groups({ user: { name, role, groups } }: { user: UserDetails }) {
  const sees = may(useSession(), 'group:read');
  return (
    <Section
      title="Groups"
      hint="Namespaces and clients that a group guards are open to its people alone, as far as their roles permit."
    >
      {role === 'admin' && <p>{name} is an administrator, and counts as one of every group.</p>}
      {role !== 'admin' && groups.length === 0 && <p className={styles.quiet}>In no group.</p>}
      {groups.length > 0 && (
        <ul className={styles.chips}>
          {groups.map((group) => (
            <li key={group}>
              {sees ? (
                <Link to="/people/groups/$group" params={{ group }}>
                  {group}
                </Link>
              ) : (
                group
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
