import { useContext } from 'react';
import { type WebhookSecret, WebhookSecretContext } from './context.ts';
// Whoever may be told a secret has the dialog at hand before.
import './dialog.tsx';

/** Shows the secret of a webhook, until it is saved. Nothing else keeps it. */
export function useShowWebhookSecret(): (told: WebhookSecret) => void {
  const show = useContext(WebhookSecretContext);
  if (show === null) throw new Error('asked for webhook secrets outside of their provider');
  return show;
}
