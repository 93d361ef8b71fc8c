import type { Value } from '../../../../client/api/index.ts';
import { ERROR_CODES } from '../../../../src/contract/error-codes.ts';
import { count } from '../../../parts/words.ts';
import pageStyles from '../overview.module.css';
import styles from './requests.module.css';

type Refusal = Value<'listRequests'>['refusals'][number];

const SHOWN = 6;

/** Why requests were refused, most frequent first, and what each code means. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const [most] = refusals;
  const rest = refusals.slice(SHOWN).reduce((sum, refusal) => sum + refusal.count, 0);
  return (
    <>
      <h3>Why they were refused</h3>
      {most === undefined && <p className={pageStyles.calm}>None was refused.</p>}
      <ol className={styles.refusals}>
        {refusals.slice(0, SHOWN).map((refusal) => (
          <li key={refusal.code}>
            <span className={styles.reason}>
              <span>{titleOf(refusal.code)}</span>
              <strong>{count(refusal.count)}</strong>
            </span>
            <meter className={styles.meter} min={0} max={most?.count} value={refusal.count} aria-hidden />
            <code className={styles.code}>{refusal.code}</code>
          </li>
        ))}
      </ol>
      {rest > 0 && <p className={pageStyles.quiet}>{count(rest)} more for other reasons.</p>}
    </>
  );
}

function titleOf(code: string): string {
  return Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as keyof typeof ERROR_CODES].title : code;
}
