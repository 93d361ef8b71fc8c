import { type ReactNode, useId } from 'react';
import styles from './overview.module.css';

type CardProps = { title: string; children: ReactNode; hint?: ReactNode; actions?: ReactNode; half?: boolean };

/** One part of the overview. `half`: two of them stand side by side where there is room. */
export function Card({ title, children, hint, actions, half = false }: CardProps) {
  const id = useId();
  return (
    <section className={`${styles.card} ${half ? styles.half : ''}`} aria-labelledby={id}>
      <div className={styles.top}>
        <div>
          <h2 id={id}>{title}</h2>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
