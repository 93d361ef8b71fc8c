import { Button } from '../button.tsx';
import { count } from '../words.ts';
import styles from './more.module.css';

type MoreProps = {
  shown: number;
  /** null: not counted. */
  total?: number | null;
  hasMore: boolean;
  pending: boolean;
  onMore: () => void;
};

/** How much of a list is shown, and the next page of it. */
export function More({ shown, total, hasMore, pending, onMore }: MoreProps) {
  return (
    <div className={styles.more}>
      <p role="status">
        {total === undefined || total === null ? `${count(shown)} shown` : `${count(shown)} of ${count(total)}`}
      </p>
      {hasMore && (
        <Button pending={pending} onClick={onMore}>
          Show more
        </Button>
      )}
    </div>
  );
}
