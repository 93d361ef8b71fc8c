import { Button } from '../../../../parts/button.tsx';
import { counted } from '../../../../parts/words.ts';
import styles from './save-bar.module.css';

type SaveBarProps = {
  more: readonly string[];
  less: readonly string[];
  pending: boolean;
  onSave: () => void;
  onDiscard: () => void;
};

/** What is not saved yet, and what it comes to. It stays in sight while the page is scrolled. */
export function SaveBar({ more, less, pending, onSave, onDiscard }: SaveBarProps) {
  return (
    <section className={styles.bar} aria-label="Not saved yet">
      <div role="status" className={styles.words}>
        <strong>
          {counted(more.length, 'permission')} more, {less.length} less
        </strong>
        <p>All who have the role are permitted this from the next request on, within 10 seconds.</p>
        <p>
          {more.map((permission) => (
            <code key={permission}>+{permission} </code>
          ))}
          {less.map((permission) => (
            <code key={permission}>−{permission} </code>
          ))}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button onClick={onDiscard}>Discard</Button>
        <Button variant="primary" pending={pending} onClick={onSave}>
          Save the permissions
        </Button>
      </div>
    </section>
  );
}
