import { Badge } from '../../../parts/badge.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { When } from '../../../parts/when.tsx';
import { By } from '../../properties/by.tsx';
import type { Version } from '../api.ts';
import { STATUS_TONES } from '../words.ts';
import { Uses } from './uses.tsx';
import styles from './versions.module.css';

type VersionCardProps = { version: Version; mayDelete: boolean; onDelete: () => void; onLookUp: () => void };

/** One version of a key: the credential that it is, and who signs with it. */
export function VersionCard({ version, mayDelete, onDelete, onLookUp }: VersionCardProps) {
  const { version: number, deploymentStatus, cloudAccessKeyId, versionGuid, createdTime, createdBy } = version;
  const isActive = deploymentStatus === 'ACTIVE';
  return (
    <article className={styles.card} aria-label={`Version ${number}`}>
      <header className={styles.top}>
        <h3>Version {number}</h3>
        <Badge tone={STATUS_TONES[deploymentStatus]}>{deploymentStatus}</Badge>
        <span className={styles.menu}>
          <ActionMenu
            label={`Actions of version ${number}`}
            actions={[
              { label: 'Have its properties looked up', onSelect: onLookUp },
              isActive && mayDelete && { label: 'Delete the version', onSelect: onDelete, dangerous: true },
            ]}
          />
        </span>
      </header>
      <Facts
        facts={[
          ['Cloud key id', <Copied key="id" text={cloudAccessKeyId} what="the cloud access key id" />],
          ['Guid', <Copied key="guid" text={versionGuid} what={`the guid of version ${number}`} />],
          [
            'Added',
            <span key="added">
              <When at={createdTime} /> by <By who={createdBy} />
            </span>,
          ],
          ['Properties', <Uses key="uses" version={version} />],
        ]}
      />
    </article>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className={styles.copied}>
      <code>{text}</code>
      <CopyButton text={text} what={what} variant="quiet" />
    </span>
  );
}
