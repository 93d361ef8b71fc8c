import { createContext } from 'react';

/** The secret that signs what a webhook is sent, and whose it is. */
export type WebhookSecret = { address: string; secret: string };

export const WebhookSecretContext = createContext<((told: WebhookSecret) => void) | null>(null);
