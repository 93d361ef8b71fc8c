import { count, counted } from '../../../parts/words.ts';
import styles from './counter.module.css';
import { type Filter, isFiltered } from './filter.ts';
import { useCount } from './use-tokens.ts';

/** How many tokens there are, or match, exactly. It comes after the list, which does not wait for it. */
export function Counter({ filter }: { filter: Filter }) {
  const { data, isPlaceholderData, isError } = useCount(filter);
  const known = data !== undefined && data !== null && !isError;
  return (
    <p className={styles.counter} role="status" data-stale={isPlaceholderData || undefined}>
      {known && <Words total={data} filtered={isFiltered(filter)} />}
    </p>
  );
}

function Words({ total, filtered }: { total: number; filtered: boolean }) {
  const noun = counted(total, 'token').slice(count(total).length);
  return (
    <>
      <strong>{count(total)}</strong>
      {noun}
      {filtered && (total === 1 ? ' matches' : ' match')}
    </>
  );
}
