import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** Where there is nothing yet: what would be here, what it is for, and how to make the first one. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <div className={styles.words}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
