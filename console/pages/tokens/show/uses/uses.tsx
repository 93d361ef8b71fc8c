import { useQuery } from '@tanstack/react-query';
import { ask, jeton } from '../../../../api/jeton.ts';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Loading } from '../../../../parts/loading.tsx';
import { useNowMs } from '../../../../parts/now.ts';
import { Problem } from '../../../../parts/problem.tsx';
import { Section } from '../../../../parts/section.tsx';
import { When } from '../../../../parts/when.tsx';
import { count } from '../../../../parts/words.ts';
import type { Token } from '../../rights.ts';
import { dayInWords } from './day-words.ts';
import { DAYS, type Day, everyDay, sumOf } from './days.ts';
import { UsesPicture } from './picture.tsx';
import styles from './uses.module.css';

/** How often a token was accepted and refused of late: whether anybody would miss it. */
export function Uses({ token }: { token: Token }) {
  const { id } = token;
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', id, 'uses'],
    queryFn: ({ signal }) => ask(jeton.listTokenUses({ path: { id }, query: { days: DAYS }, signal })),
  });
  const nowMs = useNowMs();
  return (
    <Section title="Uses" hint={`By the day, UTC, for ${DAYS} days. The last minute may be missing.`}>
      {data === undefined && error === null && <Loading label="Counting" />}
      {error && <Problem error={error} onRetry={refetch} />}
      {data && <Counted token={token} days={everyDay(data.items, nowMs)} />}
      <CommandLine words={['token', 'uses', id]} />
    </Section>
  );
}

function Counted({ token, days }: { token: Token; days: readonly Day[] }) {
  const [accepted, refused] = [sumOf(days, 'accepted'), sumOf(days, 'refused')];
  const first = days[0]?.day ?? '';
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <Count of={accepted} mark="accepted">
          accepted
        </Count>
        <Count of={refused} mark="refused">
          refused
        </Count>
        {token.lastUsedAt !== null && (
          <span className={styles.last}>
            Last used <When at={token.lastUsedAt} />
          </span>
        )}
      </figcaption>
      {accepted + refused === 0 ? (
        <p className={styles.none}>{noneOf(token)}</p>
      ) : (
        <>
          <UsesPicture
            days={days}
            label={`${count(accepted)} accepted and ${count(refused)} refused from ${dayInWords(first)} to today. Accepted stand on the line, refused hang below it.`}
          />
          <p className={styles.ends} aria-hidden>
            <span>{dayInWords(first)}</span>
            <span>at most {count(Math.max(...days.map((day) => day.accepted + day.refused)))} a day</span>
            <span>today</span>
          </p>
          {refused > 0 && <p className={styles.hint}>{whyRefused(token, days)}</p>}
          <Numbers days={days} />
        </>
      )}
    </figure>
  );
}

function Count({ of, mark, children }: { of: number; mark: 'accepted' | 'refused'; children: string }) {
  return (
    <span className={styles.number}>
      <span className={styles.mark} data-mark={mark} aria-hidden />
      <strong>{count(of)}</strong> {children}
    </span>
  );
}

function noneOf({ lastUsedAt }: Token): string {
  if (lastUsedAt === null) return 'Nobody has presented this token yet.';
  return `Nobody has presented this token in the last ${DAYS} days.`;
}

function whyRefused({ refreshedAt, previousSecretUntil }: Token, days: readonly Day[]): string {
  const since = refreshedAt === null || previousSecretUntil !== null ? null : refreshedAt.slice(0, 10);
  if (since !== null && days.some(({ day, refused }) => day >= since && refused > 0)) {
    return 'Refused requests after a refresh mostly mean that somebody still presents the old secret.';
  }
  return 'A refused request presented this token where, when or in a way that it is not good for.';
}

/** What the picture shows, for whoever does not see it, and in exact numbers. */
function Numbers({ days }: { days: readonly Day[] }) {
  const used = days.filter(({ accepted, refused }) => accepted + refused > 0).reverse();
  return (
    <details className={styles.numbers}>
      <summary>The numbers by day</summary>
      <table>
        <caption className="visually-hidden">Accepted and refused requests by day, days without any left out</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Accepted</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {used.map(({ day, accepted, refused }) => (
            <tr key={day}>
              <th scope="row">{dayInWords(day)}</th>
              <td>{count(accepted)}</td>
              <td>{count(refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
