import { deriveKeyring } from './crypto/keyring.ts';
import { createChangeStore } from './d1/changes.ts';
import { openDatabase } from './d1/database.ts';
import { createEventStore } from './d1/events.ts';
import { createIdempotencyStore } from './d1/idempotency.ts';
import { createOutboxStore } from './d1/outbox.ts';
import { createPlaceStore } from './d1/places.ts';
import { createTokenStore } from './d1/tokens.ts';
import { createUserStore } from './d1/users.ts';
import { readConfig, readSecrets, type UncheckedEnv } from './env.ts';
import { createItemStore } from './kv/items.ts';
import { createTokenCopyStore } from './kv/token-copies.ts';

export type Services = ReturnType<typeof buildServices>;

/** Builds all that is handed down: settings, keys, and stores over the bindings. Once an isolate. */
export function buildServices(env: UncheckedEnv) {
  const config = readConfig(env);
  const secrets = readSecrets(env);
  const db = openDatabase(env.DB);
  return {
    keyring: deriveKeyring(secrets.rootKey, secrets.rootKeyPrevious),
    setupCode: secrets.setupCode,
    stalenessMs: config.stalenessMs,
    lifetimes: config.lifetimes,
    failuresPerMinute: config.failedAuthenticationsPerMinute,
    countFailure: async (address: string) => (await env.ATTEMPTS.limit({ key: address })).success,
    limitSetup: async (address: string) => (await env.ATTEMPTS.limit({ key: `setup:${address}` })).success,
    tokens: createTokenStore(db),
    users: createUserStore(db),
    places: createPlaceStore(db),
    events: createEventStore(db),
    changes: createChangeStore(db),
    outbox: createOutboxStore(db),
    idempotency: createIdempotencyStore(db),
    copies: createTokenCopyStore(env.EDGE),
    items: createItemStore(env.ITEMS),
    enqueue: async (message: QueueMessage) => {
      await env.QUEUE.send(message);
    },
  };
}

/** What the queue carries: a job to go on with. */
export type QueueMessage = { job: 'publish' };
