import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { SelectField } from '../../parts/fields/select-field.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import styles from './confirmations.module.css';
import { consequencesOf, REASONS, type RevocationReason } from './consequences.ts';
import { rightsOver, type Token } from './rights.ts';

type ConfirmationProps = {
  token: Token;
  open: boolean;
  onClose: () => void;
  /** It is done, and what is shown of tokens is asked for anew. */
  onDone?: () => void;
};

/** Asks for the token's name before it ends for good, and offers to disable it instead. */
export function RevokeToken({ token, open, onClose, onDone }: ConfirmationProps) {
  const session = useSession();
  const [reason, setReason] = useState<RevocationReason>('unspecified');
  const [gentler, setGentler] = useState(false);
  const close = () => {
    setReason('unspecified');
    setGentler(false);
    onClose();
  };
  if (gentler) return <DisableToken token={token} open={open} onClose={close} onDone={onDone} />;
  const revoke = async () => {
    await ask(jeton.revokeToken({ path: { id: token.id }, query: { reason } }));
    toast.done(`${token.name} is revoked`);
    changed(onDone);
  };
  return (
    <Confirm
      title={`Revoke ${token.name}?`}
      action="Revoke the token"
      typed={token.name}
      open={open}
      onClose={close}
      onConfirm={revoke}
      command={['token', 'revoke', token.id, reason !== 'unspecified' && ['--reason', reason]]}
    >
      <div className={styles.words}>
        <Consequences token={token} />
        <p>It ends for good: nothing brings it back. What was exchanged for it ends with it.</p>
        {rightsOver(session, token).disable && (
          <p className={styles.gentler}>
            <span>Not sure who uses it? Disabling stops it as well, and can be undone.</span>
            <Button onClick={() => setGentler(true)}>Disable it instead</Button>
          </p>
        )}
        <SelectField
          label="Reason"
          value={reason}
          options={REASONS}
          onValueChange={(value) => setReason(value as RevocationReason)}
        />
      </div>
    </Confirm>
  );
}

/** Asks before a token stops for now. */
export function DisableToken({ token, open, onClose, onDone }: ConfirmationProps) {
  const disable = async () => {
    await ask(jeton.disableToken({ path: { id: token.id } }));
    toast.done(`${token.name} is disabled`, 'Enable it to let it work again.');
    changed(onDone);
  };
  return (
    <Confirm
      title={`Disable ${token.name}?`}
      action="Disable the token"
      open={open}
      onClose={onClose}
      onConfirm={disable}
      command={['token', 'disable', token.id]}
    >
      <div className={styles.words}>
        <Consequences token={token} />
        <p>It can be enabled again, and works with the same secret then.</p>
      </div>
    </Confirm>
  );
}

/** Lets a disabled token work again. Nothing breaks by it, so nothing is asked. */
export function useEnableToken(): (token: Token) => Promise<void> {
  return async (token) => {
    try {
      await ask(jeton.enableToken({ path: { id: token.id } }));
      toast.done(`${token.name} is enabled`, 'Whoever holds it is let in again within 10 seconds.');
    } catch (error) {
      toast.failed(`${token.name} is still disabled`, error);
    }
    changed();
  };
}

function Consequences({ token }: { token: Token }) {
  return consequencesOf(token, useSession()).map((sentence) => <p key={sentence}>{sentence}</p>);
}

function changed(onDone?: () => void): void {
  queries.invalidateQueries({ queryKey: ['tokens'] });
  onDone?.();
}
