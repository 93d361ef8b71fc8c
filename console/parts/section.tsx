import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

type SectionProps = { title: string; children: ReactNode; actions?: ReactNode; hint?: ReactNode };

/** A part of a page, with its own heading. */
export function Section({ title, children, actions, hint }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.top}>
        <div>
          <h2 id={id}>{title}</h2>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
