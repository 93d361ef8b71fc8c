import type { NamespaceAction } from '../../../src/contract/grant-words.ts';
import { Badge } from '../../parts/badge.tsx';
import styles from './namespaces.module.css';

/** What one may do, a badge each. */
export function RightsBadges({ actions }: { actions: readonly NamespaceAction[] }) {
  if (actions.length === 0) return <span className={styles.quiet}>nothing</span>;
  return (
    <span className={styles.badges}>
      {actions.map((action) => (
        <Badge key={action} tone={action === 'read' ? 'note' : action === 'write' ? 'good' : 'warning'}>
          {action}
        </Badge>
      ))}
    </span>
  );
}
