import styles from './code.module.css';
import { CopyButton } from './copy-button.tsx';

/** Text for other programs, as it stands, with a button that copies all of it. `what`: its name. */
export function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className={styles.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls. */}
      <pre tabIndex={0} role="group" aria-label={what}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} variant="quiet" />
    </div>
  );
}
