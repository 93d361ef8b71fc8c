import { Failure } from '../../../../api/failure.ts';
import { Button } from '../../../../parts/button.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { Progress } from '../../../../parts/progress.tsx';
import { counted } from '../../../../parts/words.ts';
import styles from './bulk.module.css';
import type { Run } from './run.ts';

/** How far it is; afterwards, what became of it, and why what failed did. */
export function Outcome({
  title,
  run,
  onStop,
  onClose,
}: {
  title: string;
  run: Run;
  onStop: () => void;
  onClose: () => void;
}) {
  const running = run.state === 'running';
  return (
    <Dialog
      title={title}
      open
      onClose={running ? onStop : onClose}
      footer={
        running ? (
          <Button onClick={onStop}>Stop after the present ones</Button>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        )
      }
    >
      <Progress label={running ? 'Under way' : 'Over'} done={run.done} of={run.of} />
      <p role="status">{running ? '' : wordsOf(run)}</p>
      {run.failed.length > 0 && (
        <ul className={styles.failed} aria-label="What failed">
          {run.failed.map(({ token, error }) => (
            <li key={token.id}>
              <strong>{token.name}</strong> {reasonOf(error)}
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function wordsOf({ done, of, failed }: Run): string {
  const well = `${counted(done - failed.length, 'token')} done.`;
  const badly = failed.length > 0 ? ` ${failed.length} failed.` : '';
  const rest = done < of ? ` ${of - done} were not begun.` : '';
  return `${well}${badly}${rest}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Failure)) return String(error);
  const { detail, fix, requestId } = error.error;
  return [detail, fix, requestId].filter(Boolean).join(' ');
}
