import { Link } from '../../../parts/link.tsx';
import { foldersOf } from './folders.ts';
import styles from './items.module.css';
import { linkTo, type Place } from './place.ts';

/** The way down to the folder that is shown. */
export function Crumbs({ place, prefix }: { place: Place; prefix: string }) {
  const folders = foldersOf(prefix);
  if (folders.length === 0) return null;
  const { namespace, environment } = place;
  return (
    <nav aria-label="Folders" className={styles.crumbs}>
      <ol>
        <li>
          <Link {...linkTo(place, { environment })}>{namespace}</Link>
        </li>
        {folders.map(({ folder, name }) => (
          <li key={folder}>
            {folder === prefix ? (
              <span aria-current="location">{name}/</span>
            ) : (
              <Link {...linkTo(place, { environment, prefix: folder })}>{name}/</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
