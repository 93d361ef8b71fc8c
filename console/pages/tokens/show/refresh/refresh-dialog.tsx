import { useSession } from '../../../../app/session.tsx';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';
import { RefreshFields } from './refresh-fields.tsx';
import { useRefresh } from './use-refresh.ts';
import { commandOf, wishOf } from './wish.ts';

/** Gives a token a new secret, and lets the old one work on for a while. */
export function RefreshDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const form = useRefresh(token, wishOf(), onClose);
  return (
    <Dialog
      open
      title={`Refresh ${token.name}`}
      description="It gets a new secret. Its id and what it may do stay as they are."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="refresh" variant="primary" pending={form.isPending}>
            Refresh the secret
          </Button>
        </>
      }
    >
      <form id="refresh" className={styles.form} onSubmit={form.submit}>
        <RefreshFields token={token} form={form} />
        <RefreshWarnings token={token} />
      </form>
      {form.problem !== null && <Problem error={form.problem} />}
      <CommandLine words={commandOf(token.id, form.wish)} />
    </Dialog>
  );
}

/** What one might not think of. */
export function RefreshWarnings({ token }: { token: Token }) {
  const self = useSession().token.id === token.id;
  const overlapping = token.previousSecretUntil !== null;
  if (!self && !overlapping) return null;
  return (
    <div className={styles.note}>
      {overlapping && <p>The secret from before the last refresh, which still works, ends now.</p>}
      {self && <p>You are signed in with this token. When its present secret ends, sign in with the new one.</p>}
    </div>
  );
}
