import { Button } from '../../parts/button.tsx';
import { count } from '../../parts/words.ts';
import styles from './people.module.css';
import type { Walk } from './walk.ts';

/** How many of the projects were looked through, and the way to the others. */
export function Walked({ walk: { looked, total, hasMore, pending, onMore } }: { walk: Walk }) {
  return (
    <div className={styles.walked}>
      <p role="status">
        Looked in {count(looked)} of {count(total)} projects
      </p>
      {hasMore && (
        <Button pending={pending} onClick={onMore}>
          Look in more
        </Button>
      )}
    </div>
  );
}
