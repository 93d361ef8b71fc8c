import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { WebhookSecretDialog } from './dialog.tsx';

/** The secret that signs what a webhook is sent, and whose it is. */
export type WebhookSecret = { address: string; secret: string };

const WebhookSecretContext = createContext<((told: WebhookSecret) => void) | null>(null);

/** Shows the secret of a webhook, until it is saved. Nothing else keeps it. */
export function useShowWebhookSecret(): (told: WebhookSecret) => void {
  const show = useContext(WebhookSecretContext);
  if (show === null) throw new Error('asked for webhook secrets outside of their provider');
  return show;
}

/**
 * Shows each new secret above all pages, so that neither going back nor the end of the session loses it. The calls that give
 * one cannot be repeated: before a reload the browser asks, and what is lost all the same is rotated.
 */
export function WebhookSecretProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<WebhookSecret | null>(null);
  useEffect(() => {
    if (told === null) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [told]);
  const saved = useCallback(() => setTold(null), []);
  return (
    <WebhookSecretContext value={setTold}>
      {children}
      {told && <WebhookSecretDialog told={told} onSaved={saved} />}
    </WebhookSecretContext>
  );
}
