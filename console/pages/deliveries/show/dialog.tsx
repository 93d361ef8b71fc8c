import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../../../api/queries.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { type Delivery, oneDelivery, redeliver } from '../api.ts';
import { DeliveryFacts } from './facts.tsx';

type DeliveryDialogProps = {
  id: string;
  /** What the list behind says of it. */
  known?: Delivery | undefined;
  /** Whose it is, where the page knows. */
  subscription?: string | undefined;
  onClose: () => void;
};

/** One delivery, followed while it is on its way; one that has ended can be sent again. */
export function DeliveryDialog({ id, known, subscription, onClose }: DeliveryDialogProps) {
  const { data, error, refetch } = useQuery({
    ...oneDelivery(id, subscription ?? known?.subscription),
    placeholderData: known,
  });
  const mayRedeliver = may(useSession(), 'subscription:update');
  const again = useMutation({ mutationFn: () => redeliver(id) });
  const state = data && `${data.status} ${data.attempts}`;
  useEffect(() => {
    if (state === undefined) return;
    queries.invalidateQueries({ queryKey: ['deliveries', 'list'] });
    // A failure may have disabled the subscription.
    queries.invalidateQueries({ queryKey: ['subscriptions'] });
  }, [state]);
  return (
    <Dialog
      title={data ? `${data.event} by ${data.channel}` : 'Delivery'}
      description={<code>{id}</code>}
      open
      onClose={onClose}
      wide
      footer={
        <>
          {mayRedeliver && data && (
            <Button pending={again.isPending || data.status === 'pending'} onClick={() => again.mutate()}>
              Send it again
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {again.error && <Problem error={again.error} title="It was not sent again" />}
      {error && data === undefined && <Problem error={error} onRetry={refetch} />}
      {data === undefined && !error && <Loading label="Asking for the delivery" />}
      {data === null && <p>It is not among the latest thousand, or it was forgotten since.</p>}
      {data && <DeliveryFacts delivery={data} />}
      {data && mayRedeliver && <CommandLine words={['notification', 'redeliver', id]} />}
    </Dialog>
  );
}
