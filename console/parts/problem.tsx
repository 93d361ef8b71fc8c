import { CircleAlert } from 'lucide-react';
import { Failure } from '../api/failure.ts';
import { Button } from './button.tsx';
import styles from './problem.module.css';

/** What went wrong, what to do about it, and the request id that the deployment's log has it under. */
export function Problem({ error, title, onRetry }: { error: unknown; title?: string; onRetry?: () => unknown }) {
  const { detail, fix, requestId, code } = wordsOf(error);
  return (
    <div className={styles.problem} role="alert">
      <CircleAlert aria-hidden size={18} />
      <div>
        {title && <strong>{title}</strong>}
        <p>{detail}</p>
        {fix && <p>{fix}</p>}
        <p className={styles.code}>
          {code}
          {requestId && (
            <>
              {' · '}
              <span>{requestId}</span>
            </>
          )}
        </p>
        {onRetry && <Button onClick={() => onRetry()}>Try again</Button>}
      </div>
    </div>
  );
}

type Words = { detail: string; fix: string; requestId: string | null; code: string };

function wordsOf(error: unknown): Words {
  if (error instanceof Failure) return error.error;
  const detail = 'The console itself failed here.';
  return { detail, fix: 'Load the page anew; nothing was changed.', requestId: null, code: String(error) };
}
