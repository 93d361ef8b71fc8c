import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Value } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { count, counted } from '../../../parts/words.ts';
import { Card } from '../card.tsx';
import pageStyles from '../overview.module.css';
import styles from './expirations.module.css';
import { EndingSoon } from './soon.tsx';
import { DAYS, type Week, weekInWords, weeksOf } from './weeks.ts';

const WeeksPicture = lazy(() => import('./picture.tsx').then((module) => ({ default: module.WeeksPicture })));

/** What expires when, as a picture, and what ends first by name. */
export function Expirations() {
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', 'expirations', DAYS],
    queryFn: ({ signal }) => ask(jeton.listTokenExpirations({ query: { days: DAYS }, signal })),
  });
  return (
    <Card title="What expires when" hint={`By the week, for the next ${DAYS} days, UTC. A bar leads to its tokens.`}>
      <div className={`${pageStyles.split} ${styles.body}`}>
        <div>
          {data === undefined && error === null && <Loading label="Counting" />}
          {error && <Problem error={error} onRetry={refetch} />}
          {data && <Ends expirations={data} />}
        </div>
        <EndingSoon />
      </div>
      <CommandLine words={['token', 'expirations', '--days', DAYS]} />
    </Card>
  );
}

function Ends({ expirations }: { expirations: Value<'listTokenExpirations'> }) {
  const { later, never, total } = expirations;
  const weeks = weeksOf(expirations);
  const within = total - later - never;
  return (
    <>
      {within === 0 ? (
        <div className={styles.picture}>
          <p className={pageStyles.calm}>No token ends in these {DAYS} days.</p>
        </div>
      ) : (
        <Suspense fallback={<div className={styles.picture} />}>
          <WeeksPicture weeks={weeks} />
        </Suspense>
      )}
      <p className={styles.beyond}>
        {counted(within, 'token ends', 'tokens end')} in these days, {count(later)} later;{' '}
        {never === 0 ? 'none lives for ever' : counted(never, 'lives for ever', 'live for ever')}.
      </p>
      {within > 0 && <Numbers weeks={weeks} />}
    </>
  );
}

/** What the picture shows, for whoever does not see it. */
function Numbers({ weeks }: { weeks: readonly Week[] }) {
  return (
    <details className={pageStyles.numbers}>
      <summary>The numbers by week</summary>
      <table>
        <caption className="visually-hidden">How many tokens end, by week</caption>
        <thead>
          <tr>
            <th scope="col">Week</th>
            <th scope="col">Tokens</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.first}>
              <th scope="row">{weekInWords(week)}</th>
              <td>{count(week.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
