import { Link } from '@tanstack/react-router';
import styles from './navigation.module.css';
import { PLACES } from './places.ts';
import { useSession } from './session.tsx';

/** Where one can go, as far as one may. */
export function Navigation() {
  const session = useSession();
  const groups = PLACES.map(({ title, places }) => ({ title, places: places.filter(({ open }) => open(session)) }));
  return (
    <nav className={styles.navigation} aria-label="Console">
      {groups.map(
        ({ title, places }) =>
          places.length > 0 && (
            <ul key={title} aria-label={title}>
              {places.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                    <Icon aria-hidden size={17} />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          ),
      )}
    </nav>
  );
}
