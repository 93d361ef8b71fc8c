import { useQueries } from '@tanstack/react-query';
import { ask, jeton } from '../../api/jeton.ts';
import { Link } from '../../parts/link.tsx';
import { Problem } from '../../parts/problem.tsx';
import { count } from '../../parts/words.ts';
import type { Filter } from '../tokens/list/filter.ts';
import styles from './counters.module.css';

type Counter = { label: string; filter: Filter; sort?: string; warns?: boolean };

const COUNTERS: readonly Counter[] = [
  { label: 'Tokens in all', filter: {} },
  { label: 'End within 7 days', filter: { expiringBefore: '7d' }, sort: 'expires', warns: true },
  { label: 'End within 30 days', filter: { expiringBefore: '30d' }, sort: 'expires' },
  { label: 'Never used', filter: { unused: 'true' } },
  { label: 'In overlap', filter: { overlapping: 'true' } },
];

/** How many tokens there are, and of those that want looking after; each number leads to its list. */
export function Counters() {
  const counts = useQueries({ queries: COUNTERS.map(({ filter }) => countOf(filter)) });
  const failed = counts.find(({ isError }) => isError);
  const retry = () => counts.filter(({ isError }) => isError).map(({ refetch }) => refetch());
  return (
    <section className={styles.counters} aria-labelledby="counters">
      <h2 id="counters" className="visually-hidden">
        Tokens, counted
      </h2>
      <ul>
        {COUNTERS.map((counter, at) => (
          <li key={counter.label}>
            <Tile counter={counter} number={counts[at]?.data ?? null} />
          </li>
        ))}
      </ul>
      {failed && <Problem title="Not all could be counted" error={failed.error} onRetry={retry} />}
    </section>
  );
}

function Tile({
  counter: { label, filter, sort, warns = false },
  number,
}: {
  counter: Counter;
  number: number | null;
}) {
  const search = { ...(filter as Record<string, string>), ...(sort !== undefined && { sort }) };
  return (
    <Link
      to="/tokens"
      search={search}
      className={styles.tile}
      data-warns={(warns && number !== null && number > 0) || undefined}
    >
      <strong>{number === null ? '…' : count(number)}</strong> <span>{label}</span>
    </Link>
  );
}

/** Under the same key as the page that the number leads to has it. */
function countOf(filter: Filter) {
  return {
    queryKey: ['tokens', 'count', filter],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await ask(jeton.listTokens({ query: { ...filter, limit: 1 }, signal }))).total,
  };
}
