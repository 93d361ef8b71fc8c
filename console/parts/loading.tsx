import styles from './loading.module.css';

/** Something is on its way. It shows after a moment only: what comes at once needs no word. */
export function Loading({ label }: { label: string }) {
  return (
    <p className={styles.loading} role="status">
      <span className={styles.spinner} aria-hidden />
      {label} …
    </p>
  );
}
