import { Progress as Base } from '@base-ui/react/progress';
import styles from './progress.module.css';

/** How far long work is: `done` of `of`. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <Base.Root className={styles.progress} value={done} max={Math.max(of, 1)}>
      <Base.Label>{label}</Base.Label>
      <span className={styles.count}>
        {done} of {of}
      </span>
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.indicator} />
      </Base.Track>
    </Base.Root>
  );
}
