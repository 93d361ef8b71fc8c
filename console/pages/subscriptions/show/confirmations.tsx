import { useNavigate } from '@tanstack/react-router';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { oneSubscription, refetchSubscriptions, type Subscription } from '../api.ts';
import styles from './show.module.css';

type ConfirmationProps = { subscription: Subscription; open: boolean; onClose: () => void };

/** Asks before a subscription rests. */
export function DisableSubscription({ subscription, open, onClose }: ConfirmationProps) {
  const { id, address } = subscription;
  const disable = async () => {
    const changed = await ask(jeton.updateSubscription({ path: { id }, body: { enabled: false } }));
    queries.setQueryData(oneSubscription(id).queryKey, changed);
    toast.done('The subscription is disabled', 'Enable it to have it told again.');
    await refetchSubscriptions();
  };
  return (
    <Confirm
      title="Disable the subscription?"
      action="Disable the subscription"
      onConfirm={disable}
      onClose={onClose}
      open={open}
      command={['subscription', 'update', id, '--disable']}
    >
      <p>
        {address} is told of nothing until it is enabled again. What happens meanwhile it is not told of afterwards
        either.
      </p>
    </Confirm>
  );
}

type DeleteProps = ConfirmationProps & {
  /** The gentler way; null: it is disabled already, or one may not. */
  onDisable: (() => void) | null;
};

/** Asks for the address before a subscription goes for good, and offers to disable it instead. */
export function DeleteSubscription({ subscription, open, onClose, onDisable }: DeleteProps) {
  const { id, address, channel } = subscription;
  const navigate = useNavigate();
  const remove = async () => {
    await ask(jeton.deleteSubscription({ path: { id } }));
    await navigate({ to: '/subscriptions' });
    queries.removeQueries({ queryKey: oneSubscription(id).queryKey });
    toast.done(`${address} is subscribed no longer`);
    await refetchSubscriptions();
    await queries.invalidateQueries({ queryKey: ['deliveries'] });
  };
  return (
    <Confirm
      title="Delete the subscription?"
      action="Delete the subscription"
      typed={address}
      onConfirm={remove}
      onClose={onClose}
      open={open}
      command={['subscription', 'delete', id]}
    >
      <div className={styles.words}>
        <p>
          {address} is told of nothing any more.
          {channel === 'webhook' && ' What is still owed to it is dropped, and its secret is forgotten.'}
        </p>
        {onDisable && (
          <p className={styles.gentler}>
            <span>Only for a while? Disabling keeps what it hears of, and can be undone.</span>
            <Button onClick={onDisable}>Disable it instead</Button>
          </p>
        )}
      </div>
    </Confirm>
  );
}
