import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queries, SESSION_KEY } from '../../../api/queries.ts';
import type { Session, SessionAnswer } from '../../../api/session.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { useSecrets } from '../../../parts/secrets/provider.tsx';
import styles from './limited.module.css';

const OVERLAPS = [
  ['24h', 'For 24 hours', 'Time enough to put the new one in its place by hand.'],
  ['1h', 'For 1 hour'],
  ['7d', 'For 7 days'],
  ['0', 'Not at all', 'It stops at once, and you stay signed in by the new one. For a secret that others may know.'],
] as const;
type Overlap = (typeof OVERLAPS)[number][0];

type RefreshSelfProps = { token: Session['token']; open: boolean; onClose: () => void };

/** Gives the token that is signed in with a new secret. */
export function RefreshSelf({ token: { name, previousSecretUntil }, open, onClose }: RefreshSelfProps) {
  const { obtain } = useSecrets();
  const [overlap, setOverlap] = useState<Overlap>('24h');
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => obtain({ of: 'refreshSelf', body: overlap === '0' ? {} : { overlap } }),
    onSuccess: ({ token: { previousSecretUntil } }) => {
      close();
      // Asked at once, the session may still tell of the token as it was: a change is noticed within seconds.
      queries.setQueryData<SessionAnswer>(SESSION_KEY, (answer) => {
        if (!answer?.session) return answer;
        return { ...answer, session: { ...answer.session, token: { ...answer.session.token, previousSecretUntil } } };
      });
    },
  });
  function close() {
    reset();
    onClose();
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  return (
    <Dialog
      title={`Refresh ${name}`}
      description="It gets a new secret, which is shown once. Its id, its end and what it may do stay as they are."
      open={open}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form="refresh-self" variant="primary" pending={isPending}>
            Refresh the secret
          </Button>
        </>
      }
    >
      <form id="refresh-self" className={styles.form} onSubmit={submit}>
        <RadioGroup
          legend="How long does the old secret work on?"
          name="overlap"
          value={overlap}
          options={OVERLAPS}
          onValueChange={setOverlap}
        />
        {overlap !== '0' && (
          <p>It ends sooner if the new one is used first. Put the new one everywhere before you use it.</p>
        )}
        {previousSecretUntil !== null && <p>The secret from before the last refresh, which still works, ends now.</p>}
        <p>You are signed in with the old secret: when it ends, sign in again with the new one.</p>
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={['token', 'self-refresh', overlap !== '0' && ['--overlap', overlap]]} />
    </Dialog>
  );
}
