import { useQuery } from '@tanstack/react-query';
import { When } from '../../../parts/when.tsx';
import { oneVersion } from '../api.ts';
import { documentOf } from '../document/document.ts';
import type { Property } from '../property.tsx';
import styles from './list.module.css';

const SHOWN = 3;

/** Under which names a property is reached, by its latest version. The list of properties does not tell: each row asks. */
export function Hostnames({ property: { id, latestVersion } }: { property: Property }) {
  const { data } = useQuery(oneVersion(id, latestVersion));
  if (data === undefined) return null;
  const all = Object.values(documentOf(data).hostnames).flat();
  return (
    <span className={styles.lines}>
      {all.slice(0, SHOWN).map((hostname) => (
        <code key={hostname}>{hostname}</code>
      ))}
      {all.length > SHOWN && <span>and {all.length - SHOWN} more</span>}
    </span>
  );
}

/** When the latest version was saved. */
export function Updated({ property: { id, latestVersion } }: { property: Property }) {
  const { data } = useQuery(oneVersion(id, latestVersion));
  return data === undefined ? null : <When at={data.changedAt} />;
}
