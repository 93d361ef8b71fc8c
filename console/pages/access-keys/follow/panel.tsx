import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import styles from './panel.module.css';

type PanelProps = {
  /** What is followed: `The request akr_…`. */
  label: string;
  /** The API's word for how far it is. */
  state: string;
  tone: Tone;
  /** It has not ended. */
  pending: boolean;
  children: ReactNode;
  onDismiss: () => void;
};

/** What goes on behind an answer, told as it changes. */
export function Panel({ label, state, tone, pending, children, onDismiss }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={label}>
      <div className={styles.told} role="status" aria-busy={pending}>
        <p className={styles.state}>
          {pending && <span className={styles.spinner} aria-hidden />}
          <Badge tone={tone}>{state}</Badge>
        </p>
        <div className={styles.words}>{children}</div>
      </div>
      <Button variant="quiet" onClick={onDismiss} aria-label={`Dismiss: ${label}`}>
        <X aria-hidden size={16} />
      </Button>
    </section>
  );
}
