import { lazy, Suspense } from 'react';
import type { Value } from '../../../../client/api/index.ts';
import { count, exactly } from '../../../parts/words.ts';
import pageStyles from '../overview.module.css';
import styles from './requests.module.css';
import { type Span, type Step, startInWords, stepsOf, sumOf } from './steps.ts';

const StepsPicture = lazy(() => import('./picture.tsx').then((module) => ({ default: module.StepsPicture })));

/** How many were accepted and refused: in all, as a picture, and in numbers. */
export function Counted({ list, span }: { list: Value<'listRequests'>; span: Span }) {
  const steps = stepsOf(list, span);
  const [accepted, refused] = [sumOf(steps, 'accepted'), sumOf(steps, 'refused')];
  const label = `${count(accepted)} accepted and ${count(refused)} refused since ${exactly(list.from)}`;
  return (
    <>
      <p className={styles.sums}>
        <Sum of={accepted} mark="accepted" />
        <Sum of={refused} mark="refused" />
        {refused > 0 && <span className={pageStyles.quiet}>{shareOf(refused, accepted + refused)}</span>}
      </p>
      {accepted + refused === 0 ? (
        <div className={styles.picture}>
          <p className={pageStyles.calm}>Nobody has presented a token in this time.</p>
        </div>
      ) : (
        <>
          <Suspense fallback={<div className={styles.picture} />}>
            <StepsPicture steps={steps} span={span} label={`${label}. Refused ones stand on top.`} />
          </Suspense>
          <Numbers steps={steps} />
        </>
      )}
    </>
  );
}

function Sum({ of, mark }: { of: number; mark: 'accepted' | 'refused' }) {
  return (
    <span className={styles.sum}>
      <span className={styles.mark} data-mark={mark} aria-hidden />
      <strong>{count(of)}</strong> {mark}
    </span>
  );
}

function shareOf(refused: number, all: number): string {
  const percent = (refused / all) * 100;
  return percent < 0.1 ? 'less than 0.1 % of all, on top' : `${percent.toFixed(percent < 10 ? 1 : 0)} % of all, on top`;
}

/** What the picture shows, for whoever does not see it, and in exact numbers. */
function Numbers({ steps }: { steps: readonly Step[] }) {
  const used = steps.filter(({ accepted, refused }) => accepted + refused > 0).reverse();
  return (
    <details className={pageStyles.numbers}>
      <summary>The numbers by the hour</summary>
      <table>
        <caption className="visually-hidden">Accepted and refused requests, those times left out that had none</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Accepted</th>
            <th scope="col">Refused</th>
          </tr>
        </thead>
        <tbody>
          {used.map((step) => (
            <tr key={step.start}>
              <th scope="row">{startInWords(step)}</th>
              <td>{count(step.accepted)}</td>
              <td>{count(step.refused)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
