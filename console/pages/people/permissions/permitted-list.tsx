import { Badge } from '../../../parts/badge.tsx';
import { Meaning } from './meaning.tsx';
import styles from './permitted-list.module.css';
import { inWords } from './words.ts';

/** What a list of permissions lets people do, in words. */
export function PermittedList({ permissions }: { permissions: readonly string[] }) {
  if (permissions.includes('*')) return <p>Everything, in every project, and in every environment.</p>;
  const all = inWords(permissions);
  if (all.length === 0) return <p className={styles.nothing}>Nothing.</p>;
  return (
    <dl className={styles.list}>
      {all.map(({ resource, name, things }) => (
        <div key={resource}>
          <dt>{name}</dt>
          <dd>
            <ul>
              {things.map(({ permission, meaning, environments }) => (
                <li key={permission} title={permission}>
                  <Meaning text={meaning} />
                  {environments?.map((environment) => (
                    <Badge key={environment}>only {environment}</Badge>
                  ))}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
