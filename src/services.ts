import type { Delivery, QueueMessage, UsesMessage } from './contract/queue.ts';
import { failingAsStorage } from './contract/storage-error.ts';
import type { SweepJob } from './contract/sweeps.ts';
import { signEvent } from './crypto/audit.ts';
import { deriveKeyring } from './crypto/keyring.ts';
import { verifyPassword } from './crypto/password.ts';
import { createAccessKeyStore } from './d1/access-keys.ts';
import { createChangeStore } from './d1/changes.ts';
import { createClientStore } from './d1/clients.ts';
import { openDatabase } from './d1/database.ts';
import { createDpopProofStore } from './d1/dpop-proofs.ts';
import { createEventStore } from './d1/events.ts';
import { createGroupStore } from './d1/groups.ts';
import { createIdempotencyStore } from './d1/idempotency.ts';
import { createMemberStore } from './d1/members.ts';
import { createNoticeStore } from './d1/notices.ts';
import { createNotificationStore } from './d1/notifications.ts';
import { createOutboxStore } from './d1/outbox.ts';
import { createPlaceStore } from './d1/places.ts';
import { createPropertyStore } from './d1/properties.ts';
import { createRequestStore } from './d1/requests.ts';
import { createRoleStore } from './d1/roles.ts';
import { createSessionStore } from './d1/sessions.ts';
import { createShareStore } from './d1/shares.ts';
import { createSignInStore } from './d1/sign-in.ts';
import { createSigningKeyStore } from './d1/signing-keys.ts';
import { createStatusListStore } from './d1/status-lists.ts';
import { createSubscriptionStore } from './d1/subscriptions.ts';
import { createSweepStore } from './d1/sweeps.ts';
import { createTokenStore } from './d1/tokens.ts';
import { createTrustedIssuerStore } from './d1/trusted-issuers.ts';
import { createUserStore } from './d1/users.ts';
import { readConfig, readSecrets, type UncheckedEnv } from './env.ts';
import { createAuditHeadStore } from './kv/audit-head.ts';
import { createItemStore } from './kv/items.ts';
import { createRouteCopyStore } from './kv/route-copies.ts';
import { createTokenCopyStore } from './kv/token-copies.ts';
import { createIssuerKeyFetcher } from './outbound/issuer-keys.ts';
import { createMailer } from './outbound/mail.ts';
import { createOriginSender } from './outbound/origin.ts';
import { createWebhookSender } from './outbound/webhook.ts';

export type Services = ReturnType<typeof buildServices>;

/** Builds all that is handed down: settings, keys, and stores over the bindings. Once an isolate. */
export function buildServices(env: UncheckedEnv) {
  const config = readConfig(env);
  const secrets = readSecrets(env);
  const keyring = deriveKeyring(secrets.rootKey, secrets.rootKeyPrevious);
  const db = openDatabase(env.DB, (content) => signEvent(keyring.current, content));
  return {
    keyring,
    setupCode: secrets.setupCode,
    stalenessMs: config.stalenessMs,
    lifetimes: config.lifetimes,
    ownerNoticeDays: config.ownerNoticeDays,
    publicUrl: config.publicUrl,
    mailFrom: config.mailFrom,
    expiredTokensKeptDays: config.expiredTokensKeptDays,
    auditRetentionDays: config.auditRetentionDays,
    deliveryRetentionDays: config.deliveryRetentionDays,
    limits: config.limits,
    passwordTokenHours: config.passwordTokenHours,
    signingAlgorithm: config.signingAlgorithm,
    signingKeyDays: config.signingKeyDays,
    exchangedTokenMinutes: config.exchangedTokenMinutes,
    failuresPerMinute: config.failedAuthenticationsPerMinute,
    countFailure: async (address: string) => (await env.ATTEMPTS.limit({ key: address })).success,
    limitSetup: async (address: string) => (await env.ATTEMPTS.limit({ key: `setup:${address}` })).success,
    limitSignIn: async (address: string) => (await env.ATTEMPTS.limit({ key: `sign-in:${address}` })).success,
    verifyPassword,
    limitRedeem: async (address: string) => (await env.ATTEMPTS.limit({ key: `share:${address}` })).success,
    tokens: createTokenStore(db),
    shares: createShareStore(db),
    signingKeys: createSigningKeyStore(db),
    statusLists: createStatusListStore(db),
    dpopProofs: createDpopProofStore(db),
    trustedIssuers: createTrustedIssuerStore(db),
    users: createUserStore(db),
    roles: createRoleStore(db),
    places: createPlaceStore(db),
    properties: createPropertyStore(db),
    accessKeys: createAccessKeyStore(db),
    clients: createClientStore(db),
    signIns: createSignInStore(db),
    sessions: createSessionStore(db),
    members: createMemberStore(db),
    groups: createGroupStore(db),
    events: createEventStore(db),
    requests: createRequestStore(db),
    auditHead: createAuditHeadStore(env.EDGE),
    changes: createChangeStore(db),
    outbox: createOutboxStore(db),
    idempotency: createIdempotencyStore(db),
    copies: createTokenCopyStore(env.EDGE),
    routeCopies: createRouteCopyStore(env.EDGE),
    items: createItemStore(env.ITEMS),
    subscriptions: createSubscriptionStore(db),
    notices: createNoticeStore(db),
    notifications: createNotificationStore(db),
    sweeps: createSweepStore(db),
    mailer: createMailer(env.MAIL, config.mailFrom),
    webhooks: createWebhookSender({ loopbackAllowed: config.webhooksToLoopback }),
    origins: createOriginSender({ loopbackAllowed: config.originsToLoopback }),
    originsToLoopback: config.originsToLoopback,
    issuerKeys: createIssuerKeyFetcher({ loopbackAllowed: config.webhooksToLoopback }),
    ...queueOf(env.QUEUE),
    /** A file of dist/assets, which are public; the host of the address is of no account. */
    readAsset: (path: string, headers: Record<string, string>) =>
      env.ASSETS.fetch(new Request(`https://assets.local${path}`, { headers })),
    clock: () => Date.now(),
    wait: (delayMs: number): Promise<void> => scheduler.wait(delayMs),
  };
}

/** What is handed to the queue; see `QueueMessage`. */
function queueOf(queue: Queue<QueueMessage>) {
  return failingAsStorage('queue', {
    enqueueSweep: async (job: SweepJob) => {
      await queue.send({ job });
    },
    enqueueDeliveries: async (deliveries: readonly Delivery[]) => {
      await queue.sendBatch(deliveries.map((deliver) => ({ body: { deliver } })));
    },
    enqueueUses: async (message: UsesMessage) => {
      await queue.send(message);
    },
    enqueueActivation: async (request: number) => {
      await queue.send({ activateKey: { request } });
    },
    enqueueLookup: async (lookup: number) => {
      await queue.send({ lookUpKey: { lookup } });
    },
  });
}
