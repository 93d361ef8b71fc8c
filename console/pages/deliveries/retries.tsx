import { Check } from 'lucide-react';
import styles from './retries.module.css';
import { RETRIES } from './words.ts';

/** When attempts are made, counted from the first; with `made`, how many of them have been. */
export function Retries({ made = 0 }: { made?: number }) {
  return (
    <ol className={styles.retries} aria-label="Attempts, counted from the first">
      {['at once', ...RETRIES].map((after, index) => (
        <li key={after} data-made={index < made}>
          {index < made && <Check aria-label="Made:" size={14} />}
          {after}
        </li>
      ))}
    </ol>
  );
}
