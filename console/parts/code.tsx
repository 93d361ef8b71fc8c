import { CopyButton } from './copy-button.tsx';
import styles from './code.module.css';

/** Text for other programs, as it stands, with a button that copies all of it. `what`: its name. */
export function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className={styles.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre tabIndex={0} aria-label={what}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} variant="quiet" />
    </div>
  );
}
