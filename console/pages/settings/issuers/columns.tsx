import { formatGrant } from '../../../../src/contract/grant-words.ts';
import type { Session } from '../../../api/session.ts';
import { may } from '../../../app/rights.ts';
import { Badge } from '../../../parts/badge.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import type { Column } from '../../../parts/table/data-table.tsx';
import { counted } from '../../../parts/words.ts';
import styles from '../settings.module.css';
import type { Issuer } from './issuers.tsx';

export type Doing = { what: 'disable' | 'enable' | 'delete'; issuer: Issuer };

export function columnsFor(session: Session, onDo: (doing: Doing) => void): Column<Issuer>[] {
  return [
    { id: 'name', header: 'Name', names: true, cell: (issuer) => <Name issuer={issuer} /> },
    { id: 'whom', header: 'Whom it lets in', cell: (issuer) => <Whom issuer={issuer} /> },
    { id: 'gives', header: 'What it gives', cell: (issuer) => <Gives issuer={issuer} /> },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      cell: (issuer) => <Actions session={session} issuer={issuer} onDo={onDo} />,
    },
  ];
}

function Name({ issuer: { name, id, enabled } }: { issuer: Issuer }) {
  return (
    <span className={styles.lines}>
      <span>
        {name} {!enabled && <Badge tone="bad">Disabled</Badge>}
      </span>
      <span className={styles.quiet}>{id}</span>
    </span>
  );
}

function Whom({ issuer: { issuer, claims } }: { issuer: Issuer }) {
  return (
    <span className={styles.lines}>
      <span>{issuer.replace('https://', '')}</span>
      {Object.entries(claims).map(([claim, patterns]) => (
        <span key={claim} className={styles.quiet}>
          {claim}: {patterns.join(' or ')}
        </span>
      ))}
    </span>
  );
}

function Gives({ issuer: { project, environments, grants, tokenMinutes } }: { issuer: Issuer }) {
  return (
    <span className={styles.lines}>
      <span>{grants.map(formatGrant).join(', ')}</span>
      <span className={styles.quiet}>
        in {project}, {environments.join(', ')}, for {counted(tokenMinutes, 'minute')}
      </span>
    </span>
  );
}

function Actions({ session, issuer, onDo }: { session: Session; issuer: Issuer; onDo: (doing: Doing) => void }) {
  const { name, project, enabled } = issuer;
  const changes = may(session, 'trusted_issuer:update', { project });
  return (
    <ActionMenu
      label={`Actions for ${name}`}
      actions={[
        changes && enabled && { label: 'Disable it', onSelect: () => onDo({ what: 'disable', issuer }) },
        changes && !enabled && { label: 'Enable it', onSelect: () => onDo({ what: 'enable', issuer }) },
        may(session, 'trusted_issuer:delete', { project }) && {
          label: 'Delete it',
          onSelect: () => onDo({ what: 'delete', issuer }),
          dangerous: true,
        },
      ]}
    />
  );
}
