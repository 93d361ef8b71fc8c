import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { type WebhookSecret, WebhookSecretContext } from './context.ts';

/** It comes with the pages that may tell a secret: see show.ts. */
const WebhookSecretDialog = lazy(() => import('./dialog.tsx').then((file) => ({ default: file.WebhookSecretDialog })));

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
      <Suspense>{told && <WebhookSecretDialog told={told} onSaved={saved} />}</Suspense>
    </WebhookSecretContext>
  );
}
