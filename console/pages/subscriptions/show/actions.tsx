import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { ActionMenu } from '../../../parts/menu.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { noteDelivery } from '../../deliveries/api.ts';
import { maySubscription, type Subscription } from '../api.ts';
import { DeleteSubscription, DisableSubscription } from './confirmations.tsx';
import { RotateSecret } from './rotate.tsx';
import { useEnable } from './use-enable.ts';

type ActionsProps = {
  subscription: Subscription;
  onEdit: () => void;
  /** A sample is on its way: its delivery is to be shown. */
  onSample: (delivery: string) => void;
};

/** What one can do with a subscription. */
export function Actions({ subscription, onEdit, onSample }: ActionsProps) {
  const { id, channel, enabled, filter } = subscription;
  const session = useSession();
  const [asked, setAsked] = useState<'rotate' | 'disable' | 'delete' | null>(null);
  const enable = useEnable(subscription);
  const { mutate: test, isPending } = useMutation({
    mutationFn: () => ask(jeton.testSubscription({ path: { id } })),
    onSuccess: (delivery) => {
      noteDelivery(delivery);
      onSample(delivery.id);
    },
    onError: (error) => toast.failed('No sample was sent', error),
  });
  const mayUpdate = maySubscription(session, 'update', filter.project);
  const mayDelete = maySubscription(session, 'delete', filter.project);
  const close = () => setAsked(null);
  return (
    <>
      {mayUpdate && (
        <>
          <Button variant="primary" pending={isPending} onClick={() => test()}>
            <Send aria-hidden size={16} /> Send a sample
          </Button>
          <Button onClick={onEdit}>Edit</Button>
        </>
      )}
      <ActionMenu
        label="More actions"
        trigger={mayUpdate || mayDelete ? 'More …' : undefined}
        actions={[
          mayUpdate && channel === 'webhook' && { label: 'Rotate the secret', onSelect: () => setAsked('rotate') },
          mayUpdate && enabled && { label: 'Disable', onSelect: () => setAsked('disable') },
          mayUpdate && !enabled && { label: 'Enable', onSelect: () => enable.mutate() },
          mayDelete && { label: 'Delete', onSelect: () => setAsked('delete'), dangerous: true },
        ]}
      />
      {asked === 'rotate' && <RotateSecret subscription={subscription} onClose={close} />}
      <DisableSubscription subscription={subscription} open={asked === 'disable'} onClose={close} />
      <DeleteSubscription
        subscription={subscription}
        open={asked === 'delete'}
        onClose={close}
        onDisable={mayUpdate && enabled ? () => setAsked('disable') : null}
      />
    </>
  );
}
