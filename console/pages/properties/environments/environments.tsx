import { useQuery } from '@tanstack/react-query';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { oneVersion } from '../api.ts';
import { documentOf } from '../document/document.ts';
import type { PartProps } from '../property.tsx';
import { Environment } from './environment.tsx';
import styles from './environments.module.css';

/** What runs where: an environment each that has hostnames, or runs something. */
export function Environments({ property, view, mayUpdate }: PartProps) {
  const { id, latestVersion, active } = property;
  const { data: latest, error, refetch } = useQuery(oneVersion(id, latestVersion));
  if (error) return <Problem error={error} onRetry={refetch} />;
  if (latest === undefined) return <Loading label="Asking what runs where" />;
  const names = Object.keys({ ...documentOf(latest).hostnames, ...active }).sort();
  return (
    <>
      {names.length === 0 && (
        <Empty
          title="No environment has a hostname"
          action={
            mayUpdate && <Button onClick={() => view.open('document', { edit: 'yes' })}>Edit the document</Button>
          }
        >
          The document says under which hostnames a property is reached, by environment. Name one there, and activate
          the version.
        </Empty>
      )}
      <div className={styles.all}>
        {names.map((name) => (
          <Environment key={name} name={name} property={property} latest={latest} view={view} mayUpdate={mayUpdate} />
        ))}
      </div>
      <CommandLine words={['property', 'get', id]} />
    </>
  );
}
