import { useMemo } from 'react';
import { counted } from '../../../parts/words.ts';
import styles from './diff-view.module.css';
import { hunksOf } from './hunks.ts';
import { type DiffLine, diffLines } from './lines.ts';

/** What differs between two texts, line by line, each marked by a sign and a word. `what`: whose texts they are. */
export function DiffView({ before, after, what }: { before: string; after: string; what: string }) {
  const lines = useMemo(() => diffLines(before.split('\n'), after.split('\n')), [before, after]);
  const added = lines.filter(({ kind }) => kind === 'added').length;
  const removed = lines.filter(({ kind }) => kind === 'removed').length;
  if (added + removed === 0) return <p role="status">Nothing differs.</p>;
  return (
    <div className={styles.diff}>
      <p role="status">
        {counted(added, 'line')} added, {counted(removed, 'line')} removed.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-label={what}>
        <table className={styles.lines}>
          <caption className="visually-hidden">{what}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line after</th>
              <th scope="col">What becomes of it</th>
              <th scope="col">Text</th>
            </tr>
          </thead>
          <tbody>
            {hunksOf(lines).map((hunk) =>
              'left' in hunk ? (
                <Left key={`left ${hunk.left}`} count={hunk.left} />
              ) : (
                hunk.lines.map((line) => <Line key={`${line.before} ${line.after}`} line={line} />)
              ),
            )}
          </tbody>
        </table>
      </section>
    </div>
  );
}

const SIGNS = { same: '', added: '+', removed: '−' };

function Line({ line: { kind, text, before, after } }: { line: DiffLine }) {
  return (
    <tr data-kind={kind}>
      <td className={styles.number}>{before}</td>
      <td className={styles.number}>{after}</td>
      <td className={styles.sign}>
        <span aria-hidden>{SIGNS[kind]}</span>
        {kind !== 'same' && <span className="visually-hidden">{kind}</span>}
      </td>
      <td className={styles.text}>{text}</td>
    </tr>
  );
}

function Left({ count }: { count: number }) {
  return (
    <tr className={styles.left}>
      <td colSpan={4}>{counted(count, 'line')} the same</td>
    </tr>
  );
}
