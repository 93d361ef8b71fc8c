import { useMutation } from '@tanstack/react-query';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { toast } from '../../../parts/toasts/toast.tsx';
import { oneSubscription, refetchSubscriptions, type Subscription } from '../api.ts';

/** Takes a subscription up again. Nothing breaks by it, so nothing is asked. */
export function useEnable({ id }: Subscription) {
  return useMutation({
    mutationFn: () => ask(jeton.updateSubscription({ path: { id }, body: { enabled: true } })),
    onSuccess: (changed) => {
      queries.setQueryData(oneSubscription(id).queryKey, changed);
      // The button that did it is gone.
      document.querySelector<HTMLElement>('#page h1')?.focus();
      toast.done('The subscription is enabled', 'It hears of what happens from now on. Send a sample to try it.');
      return refetchSubscriptions();
    },
    onError: (error) => toast.failed('The subscription is still disabled', error),
  });
}
