import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { queries, SESSION_KEY } from '../api/queries.ts';
import { readSession } from '../api/session.ts';
import { SecretsProvider } from '../parts/secrets/provider.tsx';
import { Toasts } from '../parts/toasts/toast.tsx';
import { WebhookSecretProvider } from '../parts/webhook-secret/provider.tsx';
import { router } from './router.tsx';

/** Asks for all that the first page needs before that is drawn: who is signed in decides what it is. */
export async function begin(): Promise<void> {
  await Promise.all([queries.prefetchQuery({ queryKey: SESSION_KEY, queryFn: readSession }), router.load()]);
}

/** The console. No style elements: the policy allows style sheets of the deployment only. */
export function App() {
  return (
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queries}>
          <SecretsProvider>
            <WebhookSecretProvider>
              <RouterProvider router={router} />
            </WebhookSecretProvider>
          </SecretsProvider>
          <Toasts />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>
  );
}
