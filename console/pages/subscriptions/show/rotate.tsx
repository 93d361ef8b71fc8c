import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { RadioGroup } from '../../../parts/fields/checkbox-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useShowWebhookSecret } from '../../../parts/webhook-secret/show.ts';
import { oneSubscription, type Subscription } from '../api.ts';

const OVERLAPS = [
  ['24h', 'For a day', 'The usual: what is sent is signed with both, so the receiver may change over at any time.'],
  ['7d', 'For a week', 'Where the receiver is somebody else’s.'],
  ['0', 'Not at all', 'The old one is known to somebody: from now on it signs nothing.'],
] as const;

type Overlap = (typeof OVERLAPS)[number][0];

/** Gives a webhook a new secret, which is then shown once. */
export function RotateSecret({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { id, address } = subscription;
  const [overlap, setOverlap] = useState<Overlap>('24h');
  const showSecret = useShowWebhookSecret();
  // What it gives is not the secret: the cache of mutations would hold that.
  const rotate = async () => {
    const { subscription: changed, secret } = await ask(
      jeton.rotateSubscriptionSecret({ path: { id }, body: { overlap } }),
    );
    queries.setQueryData(oneSubscription(id).queryKey, changed);
    if (secret !== null) showSecret({ address, secret });
  };
  return (
    <FormDialog
      title="Rotate the secret"
      description={`What is sent to ${address} is signed with a new secret. It is shown once.`}
      action="Rotate the secret"
      onSubmit={rotate}
      onClose={onClose}
      command={['subscription', 'rotate', id, overlap !== '24h' && ['--overlap', overlap]]}
    >
      {() => (
        <RadioGroup
          legend="How long the old secret signs too"
          name="overlap"
          value={overlap}
          onValueChange={setOverlap}
          options={OVERLAPS}
        />
      )}
    </FormDialog>
  );
}
