import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { Link } from '../../../parts/link.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../people.module.css';
import { refreshPeople } from '../refresh.ts';
import type { User } from './list.tsx';
import { useUserRights } from './rights.ts';
import { tokensInWords, useTokenCount } from './use-token-count.ts';

type DeleteUserProps = {
  user: User;
  onClose: () => void;
  onDeleted: (() => unknown) | undefined;
  onDisable: () => void;
};

/** Removes a person for good, once their name was typed; offers to disable them instead. */
export function DeleteUser({ user, onClose, onDeleted, onDisable }: DeleteUserProps) {
  const mayDisable = useUserRights().update && user.enabled;
  const tokens = tokensInWords(useTokenCount(user.id));
  const remove = async () => {
    await ask(jeton.deleteUser({ path: { id: user.id } }));
    toast.done(`${user.name} is deleted`);
    await onDeleted?.();
    await refreshPeople();
  };
  return (
    <Confirm
      title={`Delete ${user.name}?`}
      action="Delete the person"
      onConfirm={remove}
      onClose={onClose}
      open
      typed={user.name}
      command={['user', 'remove', user.id, '--yes']}
    >
      <div className={styles.consequences}>
        <p>Nothing brings back what goes with {user.name}:</p>
        <ul>
          <li>
            <Link to="/tokens" search={{ owner: user.id }} onClick={onClose}>
              {tokens}
            </Link>{' '}
            of theirs, revoked at once, also those that programs use
          </li>
          <li>their roles, and their places in projects and groups</li>
          <li>the trust in issuers that they trusted</li>
        </ul>
        <p>The audit trail keeps what they did.</p>
        {mayDisable && (
          <p className={styles.gentler}>
            <span>Disabling stops them and their tokens as well, and can be undone.</span>
            <Button onClick={onDisable}>Disable them instead</Button>
          </p>
        )}
      </div>
    </Confirm>
  );
}
