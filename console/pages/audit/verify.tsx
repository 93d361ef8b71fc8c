import { useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Code } from '../../parts/code.tsx';
import { CommandLine } from '../../parts/command-line.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Progress } from '../../parts/progress.tsx';
import { counted } from '../../parts/words.ts';
import styles from './audit.module.css';
import { type Checked, checkTrail } from './check.ts';

/** Checks the chain of the trail from its first row to its last, in steps, and says what was found. */
export function CheckTrail() {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState({ done: 0, of: 0 });
  const stop = useRef<AbortController | null>(null);
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (signal: AbortSignal) => checkTrail(signal, (soFar, of) => setDone({ done: soFar, of })),
  });
  const start = () => {
    stop.current?.abort();
    stop.current = new AbortController();
    setDone({ done: 0, of: 0 });
    setOpen(true);
    mutate(stop.current.signal);
  };
  const close = () => {
    stop.current?.abort();
    setOpen(false);
    reset();
  };
  return (
    <>
      <Button onClick={start}>
        <ShieldCheck aria-hidden size={17} /> Check the trail
      </Button>
      <Dialog
        title="Check the audit trail"
        description="Whether each row is as it was written, chained to the one before, and none is missing."
        open={open}
        onClose={close}
        footer={<Button onClick={close}>{isPending ? 'Stop' : 'Close'}</Button>}
      >
        {isPending && <Progress label="Rows checked" {...done} />}
        {error && <Problem error={error} onRetry={start} />}
        <div role="status">{data && <Result checked={data} />}</div>
        <CommandLine words={['event', 'verify']} />
      </Dialog>
    </>
  );
}

function Result({ checked: { rows, unsealed, fault, head } }: { checked: Checked }) {
  if (fault !== null) {
    return (
      <div className={styles.result}>
        <p className={styles.grave}>The trail is not as it was written.</p>
        <p>
          Row {fault.id} was {fault.what}: {fault.detail}. {counted(rows, 'row')} before it {rows === 1 ? 'is' : 'are'}{' '}
          as written. What comes after has not been looked at.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.result}>
      <p>
        <strong>The trail is as it was written.</strong> {counted(rows, 'row was', 'rows were')} checked
        {unsealed > 0 &&
          `; ${counted(unsealed, 'row')} of the last minute ${unsealed === 1 ? 'is' : 'are'} yet to be chained`}
        .
      </p>
      {head && (
        <>
          <p>Keep the head of the chain elsewhere: it shows another time that nothing before it was replaced.</p>
          <Code text={`${head.id}:${head.hash}`} what="the head of the chain" />
        </>
      )}
    </div>
  );
}
