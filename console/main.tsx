import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries, SESSION_KEY } from './api/queries.ts';
import { readSession } from './api/session.ts';
import { router } from './app/router.tsx';
import { applyTheme, keptTheme } from './app/theme.ts';
import { SecretsProvider } from './parts/secrets/provider.tsx';
import { Toasts } from './parts/toasts.tsx';
import { WebhookSecretProvider } from './parts/webhook-secret/provider.tsx';
import './styles/tokens.css';
import './styles/base.css';

applyTheme(keptTheme());
// Asked before the first page is drawn: who is signed in decides what that is.
queries.prefetchQuery({ queryKey: SESSION_KEY, queryFn: readSession });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the console');

// No style elements: the policy allows style sheets of the deployment only.
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <Toasts>
          <SecretsProvider>
            <WebhookSecretProvider>
              <RouterProvider router={router} />
            </WebhookSecretProvider>
          </SecretsProvider>
        </Toasts>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
