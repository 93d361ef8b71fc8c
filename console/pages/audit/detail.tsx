import type { Search } from '../../app/search.ts';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { exactly } from '../../parts/words.ts';
import styles from './audit.module.css';
import { type Difference, differencesOf, type Side } from './differences.ts';
import type { Filter } from './filter.ts';
import type { Event } from './list.tsx';

/** All that the trail has of one event: what it changed, how it came, and where it stands in the chain. */
export function EventDetail({ event, filter }: { event: Event; filter: Filter }) {
  return (
    <div className={styles.detail}>
      <Differences event={event} />
      <Facts facts={factsOf(event)} />
      <Related event={event} filter={filter} />
    </div>
  );
}

function Differences({ event: { before, after } }: { event: Event }) {
  const differences = differencesOf(before, after);
  if (differences.length === 0) return <p className={styles.quiet}>The event tells of no value that it changed.</p>;
  const sides = [before !== null && 'Before', after !== null && 'After'].filter((side) => side !== false);
  return (
    <table className={styles.differences}>
      <caption className="visually-hidden">What changed</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          {sides.map((side) => (
            <th scope="col" key={side}>
              {side}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <DifferenceRow
            key={difference.path}
            difference={difference}
            before={before !== null}
            after={after !== null}
          />
        ))}
      </tbody>
    </table>
  );
}

type DifferenceRowProps = { difference: Difference; before: boolean; after: boolean };

function DifferenceRow({ difference: { path, ...sides }, before, after }: DifferenceRowProps) {
  return (
    <tr>
      <th scope="row">{path}</th>
      {before && (
        <td>
          <Values side={sides.before} other={sides.after} changed="del" />
        </td>
      )}
      {after && (
        <td>
          <Values side={sides.after} other={sides.before} changed="ins" />
        </td>
      )}
    </tr>
  );
}

/** The values of one side; those that the other has not stand out. */
function Values({ side, other, changed: Changed }: { side: Side; other: Side; changed: 'del' | 'ins' }) {
  if (side === null) return <span className={styles.quiet}>not set</span>;
  if (side.length === 0) return <span className={styles.quiet}>none</span>;
  return side.map((value) => (
    <span key={value} className={styles.value}>
      {other?.includes(value) ? value : <Changed>{value}</Changed>}
    </span>
  ));
}

function factsOf({ id, at, action, userAgent, requestId, hash }: Event) {
  return [
    ['Event', <code key="id">{id}</code>],
    ['Happened', exactly(at)],
    ['Called', <code key="action">{action}</code>],
    ['Program', userAgent],
    ['Request', <code key="request">{requestId}</code>],
    ['Chained as', hash === null ? 'not yet: within a minute' : <code key="hash">{hash}</code>],
  ] as const;
}

/** From one event to those like it. */
function Related({ event: { actor, action, target, project }, filter }: { event: Event; filter: Filter }) {
  // Who reads the trail of one project only keeps to it.
  const within: Search = filter.project === undefined || project === null ? {} : { project: filter.project };
  return (
    <p className={styles.related}>
      <Link to="/audit" search={{ ...within, target }}>
        All that was done to it
      </Link>
      <Link to="/audit" search={{ ...within, actor }}>
        All that the same one did
      </Link>
      <Link to="/audit" search={{ ...within, action }}>
        All events of the kind
      </Link>
    </p>
  );
}
