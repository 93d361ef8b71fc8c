import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../../parts/badge.tsx';
import { Link } from '../../../parts/link.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { When } from '../../../parts/when.tsx';
import { type AccessKey, versionsOf } from '../api.ts';
import { cloudOf, networkInWords, STATUS_TONES } from '../words.ts';
import styles from './list.module.css';

export const KEY_COLUMNS: readonly Column<AccessKey>[] = [
  { id: 'name', header: 'Access key', names: true, cell: (key) => <Name accessKey={key} /> },
  { id: 'project', header: 'Project', cell: ({ project }) => project },
  { id: 'cloud', header: 'Signs for', cell: ({ authenticationMethod }) => cloudOf(authenticationMethod) },
  {
    id: 'network',
    header: 'Network',
    wide: true,
    cell: ({ networkConfiguration }) => networkInWords(networkConfiguration),
  },
  { id: 'versions', header: 'Versions', cell: ({ accessKeyUid }) => <Versions uid={accessKeyUid} /> },
  { id: 'created', header: 'Added', wide: true, cell: ({ createdTime }) => <When at={createdTime} /> },
];

function Name({ accessKey: { accessKeyUid, accessKeyName, note } }: { accessKey: AccessKey }) {
  return (
    <div className={styles.lines}>
      <Link to="/access-keys/$uid" params={{ uid: accessKeyUid }} className={styles.name}>
        {accessKeyName}
      </Link>
      {note && <span className={styles.quiet}>{note}</span>}
    </div>
  );
}

/** The list of keys does not tell of their versions: each row asks. */
function Versions({ uid }: { uid: string }) {
  const { data } = useQuery(versionsOf(uid));
  if (data === undefined) return null;
  if (data.length === 0) return <span>none left</span>;
  return (
    <span className={styles.lines}>
      {data.map(({ version, deploymentStatus }) => (
        <span key={version}>
          {version} <Badge tone={STATUS_TONES[deploymentStatus]}>{deploymentStatus}</Badge>
        </span>
      ))}
    </span>
  );
}
