import { z } from 'zod';
import type { Grant } from './grants.ts';
import { Instant, Slug, shown, text } from './text.ts';
import { TOKEN_TYPES, type TokenType } from './token-types.ts';
import { UserId } from './tokens.ts';

/** What a subscription may be told of. The first two are found by the sweep, the others as they happen. */
export const NOTICE_EVENTS = [
  'token.expiring',
  'token.expired',
  'token.created',
  'token.refreshed',
  'token.revoked',
  'token.disabled',
  'token.enabled',
  'token.shared',
  'access_key.created',
  'access_key.activated',
  'access_key.failed',
  'access_key.deleted',
  'property.activated',
  'property.deactivated',
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** A mail may tell of several events at once: a digest. A subscription's owner is told when its deliveries stop. */
export const NOTIFICATION_EVENTS = [...NOTICE_EVENTS, 'digest', 'subscription.disabled'] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

export const CHANNELS = ['mail', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `gone`: the receiver answered 410; `failing`: a day of attempts failed; `manual`: by PATCH. */
export const DISABLED_REASONS = ['gone', 'failing', 'manual'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** `pending`: owed; `failed`: given up after a day; `dropped`: there was nothing left to tell, or nobody to tell it to. */
export const NOTIFICATION_STATUSES = ['pending', 'delivered', 'failed', 'dropped'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** An event of the audit trail, as a notice tells of it; `to`: the address that a token was shared with. */
export type Happened = { event: NoticeEvent; id: string; actor: string; at: number; reason?: string; to?: string };

/** A person, as notices name them. */
export type NamedPerson = { id: string; name: string; email: string };

/** A token as a notice tells of it: kept with the notice, for the token may be gone when it is delivered. */
export type TokenNotice = {
  about: 'token';
  name: string;
  /** `*`: a bulk revocation, which names no token; `name` then says in words which ones it ended. */
  type: TokenType | '*';
  projects: string[];
  environments: string[];
  /** With the restrictions: what a replacement is to be made with. */
  grants: Grant[];
  allowedIps: string[] | null;
  allowedOrigins: string[] | null;
  /** Left out: it signs no S3 requests. */
  s3?: boolean;
  owner: NamedPerson | null;
  /** When the present secret was made: how long it lived is how long its replacement should. */
  issuedAt: number;
  happened?: Happened;
};

/** An access key; `version`: the one that it happened to, null where it was the key as such. */
export type AccessKeyNotice = {
  about: 'access_key';
  id: string;
  name: string;
  project: string;
  version: number | null;
  /** Whoever asked for it: a person, a token, or `sweep`; `by`: where that is a person. */
  requestedBy: string;
  by: NamedPerson | null;
  happened: Happened;
};

/** A property whose version was activated in an environment, or no longer is. */
export type PropertyNotice = {
  about: 'property';
  id: string;
  name: string;
  project: string;
  version: number;
  environment: string;
  note: string | null;
  by: NamedPerson | null;
  happened: Happened;
};

export type NoticeDetail = TokenNotice | AccessKeyNotice | PropertyNotice;
/** As a row has it: those of before there was anything but tokens to tell of do not say so. */
export type StoredDetail = NoticeDetail | Omit<TokenNotice, 'about'>;

/** The name of the walk that finds what crosses a threshold; 0 seconds is the end itself. */
export function walkName(thresholdSeconds: number): string {
  return thresholdSeconds === 0 ? 'expired' : `${EXPIRING_WALK}${thresholdSeconds}`;
}
export const EXPIRING_WALK = 'expiring:';
/** Past every id: a walk that stands here has seen the whole of its second. */
export const LAST_ID = Number.MAX_SAFE_INTEGER;

const Thresholds = z
  .array(z.string().min(2).max(12))
  .min(1)
  .max(10)
  .meta({
    description: 'How long before its end to tell of a token: `30d`, `24h`, `1m`.',
    example: ['30d', '7d', '1d'],
  });
const Events = z.array(z.enum(NOTICE_EVENTS)).min(1).max(NOTICE_EVENTS.length);
const Address = z
  .string()
  .min(3)
  .max(2048)
  .meta({ description: 'A mail address, or the https URL of a webhook.', example: 'https://hooks.example.com/jeton' });
const Filter = z.strictObject({
  project: Slug.optional().meta({ description: 'Only what applies to this project, or is of it.' }),
  namespace: Slug.optional().meta({ description: 'Only tokens with a grant for this namespace.' }),
  type: z.enum(TOKEN_TYPES).optional().meta({ description: 'Only tokens of this type.' }),
  owner: UserId.optional().meta({ description: 'Only tokens of this owner.' }),
});
export type SubscriptionFilter = z.infer<typeof Filter>;

export const SubscriptionId = z.string().max(32).meta({ example: 'sub_0000000001a' });
export const NotificationId = z.string().max(32).meta({ example: 'ntf_0000000001a' });

export const CreateSubscriptionBody = z
  .strictObject({
    channel: z.enum(CHANNELS),
    address: Address,
    description: text(255).optional(),
    events: Events.default(['token.expiring', 'token.expired']),
    thresholds: Thresholds.default(['30d', '7d', '1d']),
    filter: Filter.default({}),
  })
  .meta({
    id: 'CreateSubscription',
    example: { channel: 'webhook', address: 'https://hooks.example.com/jeton', thresholds: ['7d', '1d'] },
  });
export type CreateSubscriptionBody = z.infer<typeof CreateSubscriptionBody>;

export const PatchSubscriptionBody = z
  .strictObject({
    address: Address.optional(),
    description: text(255).nullable().optional(),
    events: Events.optional(),
    thresholds: Thresholds.optional(),
    filter: Filter.optional().meta({ description: 'Replaces the whole filter.' }),
    enabled: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'must change something')
  .meta({ id: 'PatchSubscription', example: { thresholds: ['7d', '1d'] } });
export type PatchSubscriptionBody = z.infer<typeof PatchSubscriptionBody>;

export const Subscription = z
  .object({
    id: SubscriptionId,
    channel: z.enum(CHANNELS),
    address: shown('https://hooks.example.com/jeton'),
    description: z.string().nullable(),
    events: z.array(z.enum(NOTICE_EVENTS)),
    thresholds: z.array(z.string()).meta({ example: ['30d', '7d', '1d'] }),
    filter: Filter,
    enabled: z.boolean().meta({ example: true }),
    disabledAt: Instant.nullable(),
    disabledReason: z.enum(DISABLED_REASONS).nullable(),
    previousSecretUntil: Instant.nullable().meta({
      description: 'While a rotation overlaps: the end of the old secret.',
    }),
    owner: UserId.nullable().meta({ description: 'Who is told by mail when its deliveries stop.' }),
    createdAt: Instant,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

/** The secret of a webhook, `whsec_…`, is in the answer that made it and nowhere else. */
export const SubscriptionWithSecret = z
  .object({ subscription: Subscription, secret: z.string().nullable() })
  .meta({ id: 'SubscriptionWithSecret' });

export const RotateSecretBody = z
  .strictObject({
    overlap: z
      .string()
      .max(12)
      .optional()
      .meta({ description: 'How long messages are signed with both secrets: `24h` unless told.' }),
  })
  .meta({ id: 'RotateSubscriptionSecret', example: { overlap: '24h' } });
export type RotateSecretBody = z.infer<typeof RotateSecretBody>;

export const ListSubscriptionsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListSubscriptionsQuery = z.infer<typeof ListSubscriptionsQuery>;

export const SubscriptionList = z
  .object({ items: z.array(Subscription), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'SubscriptionList' });

export const Notification = z
  .object({
    id: NotificationId.meta({ description: 'Also the `webhook-id` of every attempt.' }),
    subscription: SubscriptionId.nullable().meta({ description: 'null: told as the owner, or by name.' }),
    channel: z.enum(CHANNELS),
    address: z.string().nullable().meta({ description: 'null: the subscription is gone.' }),
    event: z.enum(NOTIFICATION_EVENTS),
    status: z.enum(NOTIFICATION_STATUSES),
    tokens: z.number().int().meta({ description: 'How many tokens, access keys or properties it tells of.' }),
    superseded: z
      .number()
      .int()
      .meta({ description: 'How many more it would have told of, had they not changed in time.' }),
    createdAt: Instant,
    attempts: z.number().int(),
    lastAttemptAt: Instant.nullable(),
    nextAttemptAt: Instant.nullable().meta({ description: 'When it is tried again at the latest; null: never.' }),
    endedAt: Instant.nullable(),
    lastStatus: z.number().int().nullable().meta({ description: 'The HTTP status of the last answer.' }),
    lastAnswer: z.string().nullable().meta({ description: 'The beginning of the last answer, or why there was none.' }),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const ListNotificationsQuery = z.strictObject({
  status: z.enum(NOTIFICATION_STATUSES).optional(),
  subscription: SubscriptionId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListNotificationsQuery = z.infer<typeof ListNotificationsQuery>;

export const NotificationList = z
  .object({ items: z.array(Notification), nextCursor: z.string().nullable() })
  .meta({ id: 'NotificationList' });
