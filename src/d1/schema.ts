import { customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  AdditionalCdn,
  AuthenticationMethod,
  DeploymentStatus,
  LookupStatus,
  ProcessingStatus,
  RequestedKey,
  SecurityNetwork,
  UsingProperty,
} from '../contract/access-keys.ts';
import type { Grant } from '../contract/grants.ts';
import type {
  Channel,
  DisabledReason,
  NoticeEvent,
  NotificationEvent,
  NotificationStatus,
  StoredDetail,
} from '../contract/notices.ts';
import type { ActivationType, PropertyDocument } from '../contract/properties.ts';
import type { PublicJwk, SigningAlgorithm } from '../contract/signed-tokens.ts';
import type { SweepJob } from '../contract/sweeps.ts';
import type { Epoch, WalkScope } from '../contract/token-copy.ts';
import type { TokenType } from '../contract/token-types.ts';
import type { RevocationReason } from '../contract/tokens.ts';

/**
 * The tables as the code sees them. `migrations/` is what makes them; `test/d1/schema.test.ts` compares the two.
 */

/** D1 takes bytes as they are and answers with an array of numbers. */
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array | number[] }>({
  dataType: () => 'blob',
  fromDriver: (value) => Uint8Array.from(value),
});

export const deployment = sqliteTable('deployment', {
  id: integer().primaryKey(),
  rootKeyId: text('root_key_id').notNull(),
  setUpAt: integer('set_up_at').notNull(),
  origin: text(),
});

export const users = sqliteTable('users', {
  id: integer().primaryKey(),
  version: integer().notNull(),
  email: text().notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash'),
  /** A built-in root role, `none`, or the name of a custom role. */
  role: text().notNull(),
  createdAt: integer('created_at').notNull(),
  disabledAt: integer('disabled_at'),
});

export const environments = sqliteTable('environments', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const projects = sqliteTable('projects', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const namespaces = sqliteTable('namespaces', {
  project: text().notNull(),
  name: text().notNull(),
  group: text('group_name'),
  retentionDays: integer('retention_days').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const tokens = sqliteTable('tokens', {
  id: integer().primaryKey(),
  version: integer().notNull(),
  type: text().$type<TokenType>().notNull(),
  name: text().notNull(),
  description: text(),
  projects: text({ mode: 'json' }).$type<string[]>().notNull(),
  environments: text({ mode: 'json' }).$type<string[]>().notNull(),
  grants: text({ mode: 'json' }).$type<Grant[]>().notNull(),
  allowedIps: text('allowed_ips', { mode: 'json' }).$type<string[]>(),
  allowedOrigins: text('allowed_origins', { mode: 'json' }).$type<string[]>(),
  notBefore: integer('not_before'),
  expiresAt: integer('expires_at').notNull(),
  ownerId: integer('owner_id'),
  createdAt: integer('created_at').notNull(),
  issuedAt: integer('issued_at').notNull(),
  secretNumber: integer('secret_number').notNull(),
  overlapEndsAt: integer('overlap_ends_at'),
  retrievable: integer({ mode: 'boolean' }).notNull(),
  disabledAt: integer('disabled_at'),
  revokedAt: integer('revoked_at'),
  revocationReason: text('revocation_reason').$type<RevocationReason>(),
  lastUsedAt: integer('last_used_at'),
  activeDay: integer('active_day').notNull(),
  clients: text({ mode: 'json' }).$type<string[]>(),
  signedUntil: integer('signed_until'),
  audience: text({ mode: 'json' }).$type<string[]>(),
  dpopKey: text('dpop_key'),
  parentId: integer('parent_id'),
  trustId: integer('trust_id'),
  s3: integer({ mode: 'boolean' }).notNull().default(false),
});

export const secrets = sqliteTable('secrets', {
  digest: bytes().primaryKey(),
  tokenId: integer('token_id').notNull(),
  number: integer().notNull(),
  endsAt: integer('ends_at'),
  sealed: bytes(),
  imported: integer({ mode: 'boolean' }).notNull().default(false),
  statusList: integer('status_list'),
  statusIndex: integer('status_index'),
  signedUntil: integer('signed_until'),
});

export const tokenFacets = sqliteTable('token_facets', {
  facet: text().notNull(),
  tokenId: integer('token_id').notNull(),
});

export const events = sqliteTable('events', {
  id: integer().primaryKey(),
  at: integer().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  target: text().notNull(),
  project: text(),
  before: text(),
  after: text(),
  address: text(),
  userAgent: text('user_agent'),
  requestId: text('request_id').notNull(),
  signature: bytes(),
  previousHash: bytes('previous_hash'),
  hash: bytes(),
});

export const outbox = sqliteTable('outbox', {
  id: integer().primaryKey(),
  kind: text().$type<'token' | 'epoch'>().notNull(),
  key: integer().notNull(),
  createdAt: integer('created_at').notNull(),
  claimedUntil: integer('claimed_until').notNull(),
  scope: text({ mode: 'json' }).$type<WalkScope>(),
});

export const changes = sqliteTable('changes', {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  kind: text().$type<'token' | 'user' | 'epoch'>().notNull(),
  key: integer().notNull(),
  version: integer().notNull(),
  epoch: text({ mode: 'json' }).$type<Epoch>(),
});

export const idempotency = sqliteTable('idempotency', {
  key: bytes().primaryKey(),
  requestDigest: bytes('request_digest').notNull(),
  sealed: bytes().notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const sweeps = sqliteTable('sweeps', {
  id: integer().primaryKey(),
  job: text().$type<SweepJob>().notNull(),
  startedBy: text('started_by').notNull(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
  counts: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
  error: text(),
});

export const watermarks = sqliteTable('watermarks', {
  name: text().primaryKey(),
  at: integer().notNull(),
  id: integer().notNull(),
});

export const subscriptions = sqliteTable('subscriptions', {
  id: integer().primaryKey(),
  version: integer().notNull(),
  channel: text().$type<Channel>().notNull(),
  address: text().notNull(),
  description: text(),
  events: text({ mode: 'json' }).$type<NoticeEvent[]>().notNull(),
  thresholds: text({ mode: 'json' }).$type<number[]>().notNull(),
  project: text(),
  namespace: text(),
  type: text().$type<TokenType>(),
  filterOwnerId: integer('filter_owner_id'),
  secret: bytes(),
  previousSecret: bytes('previous_secret'),
  previousSecretEndsAt: integer('previous_secret_ends_at'),
  ownerId: integer('owner_id'),
  createdAt: integer('created_at').notNull(),
  disabledAt: integer('disabled_at'),
  disabledReason: text('disabled_reason').$type<DisabledReason>(),
});

export const notifications = sqliteTable('notifications', {
  id: integer().primaryKey(),
  digest: text().notNull(),
  recipient: text().notNull(),
  subscriptionId: integer('subscription_id'),
  channel: text().$type<Channel>().notNull(),
  event: text().$type<NotificationEvent>().notNull(),
  status: text().$type<'gathering' | NotificationStatus>().notNull(),
  createdAt: integer('created_at').notNull(),
  replayed: integer({ mode: 'boolean' }).notNull(),
  attempts: integer().notNull(),
  firstAttemptAt: integer('first_attempt_at'),
  lastAttemptAt: integer('last_attempt_at'),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  endedAt: integer('ended_at'),
  lastStatus: integer('last_status'),
  lastAnswer: text('last_answer'),
});

export const notices = sqliteTable('notices', {
  tokenId: integer('token_id').notNull(),
  expiresAt: integer('expires_at').notNull(),
  thresholdSeconds: integer('threshold_seconds').notNull(),
  eventId: integer('event_id').notNull(),
  recipient: text().notNull(),
  notificationId: integer('notification_id').notNull(),
  detail: text({ mode: 'json' }).$type<StoredDetail>().notNull(),
  superseded: integer({ mode: 'boolean' }).notNull(),
});

export const roles = sqliteTable('roles', {
  name: text().primaryKey(),
  description: text(),
  permissions: text({ mode: 'json' }).$type<string[]>().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const members = sqliteTable('members', {
  project: text().notNull(),
  userId: integer('user_id').notNull(),
  role: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const groups = sqliteTable('groups', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const groupMembers = sqliteTable('group_members', {
  groupId: text('group_id').notNull(),
  userId: integer('user_id').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const clients = sqliteTable('clients', {
  id: text().primaryKey(),
  name: text().notNull(),
  group: text('group_name'),
  certificates: text({ mode: 'json' }).$type<string[]>().notNull(),
  allowedIps: text('allowed_ips', { mode: 'json' }).$type<string[]>().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const shares = sqliteTable('shares', {
  id: integer().primaryKey(),
  tokenId: integer('token_id').notNull(),
  codeDigest: bytes('code_digest').notNull(),
  email: text().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  redeemedAt: integer('redeemed_at'),
  revokedAt: integer('revoked_at'),
});

export const signInAttempts = sqliteTable('sign_in_attempts', {
  key: bytes().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: integer('window_ends_at').notNull(),
});

export const statusLists = sqliteTable('status_lists', {
  number: integer().primaryKey(),
  openedAt: integer('opened_at').notNull(),
});

export const signingKeys = sqliteTable('signing_keys', {
  id: integer().primaryKey(),
  kid: text().notNull(),
  algorithm: text().$type<SigningAlgorithm>().notNull(),
  publicJwk: text('public_jwk', { mode: 'json' }).$type<PublicJwk>().notNull(),
  sealed: bytes().notNull(),
  createdAt: integer('created_at').notNull(),
  signsFrom: integer('signs_from').notNull(),
  signedUntil: integer('signed_until').notNull(),
});

export const trustedIssuers = sqliteTable('trusted_issuers', {
  id: integer().primaryKey(),
  version: integer().notNull(),
  name: text().notNull(),
  issuer: text().notNull(),
  audience: text().notNull(),
  claims: text({ mode: 'json' }).$type<Record<string, string[]>>().notNull(),
  projects: text({ mode: 'json' }).$type<string[]>().notNull(),
  environments: text({ mode: 'json' }).$type<string[]>().notNull(),
  grants: text({ mode: 'json' }).$type<Grant[]>().notNull(),
  tokenAudience: text('token_audience', { mode: 'json' }).$type<string[]>(),
  tokenSeconds: integer('token_seconds').notNull(),
  ownerId: integer('owner_id'),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  changedAt: integer('changed_at').notNull(),
  disabledAt: integer('disabled_at'),
});

export const dpopProofs = sqliteTable('dpop_proofs', {
  digest: bytes().primaryKey(),
  expiresAt: integer('expires_at').notNull(),
});

export const accessKeys = sqliteTable('access_keys', {
  id: integer().primaryKey(),
  project: text().notNull(),
  name: text().notNull(),
  authenticationMethod: text('authentication_method').$type<AuthenticationMethod>().notNull(),
  securityNetwork: text('security_network').$type<SecurityNetwork>().notNull(),
  additionalCdn: text('additional_cdn').$type<AdditionalCdn>(),
  note: text(),
  latestVersion: integer('latest_version').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const accessKeyVersions = sqliteTable('access_key_versions', {
  accessKeyId: integer('access_key_id').notNull(),
  version: integer().notNull(),
  guid: text().notNull(),
  cloudAccessKeyId: text('cloud_access_key_id').notNull(),
  sealed: bytes().notNull(),
  rootKeyId: text('root_key_id').notNull(),
  status: text().$type<DeploymentStatus>().notNull(),
  statusAt: integer('status_at').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const accessKeyRequests = sqliteTable('access_key_requests', {
  id: integer().primaryKey(),
  kind: text().$type<'key' | 'version'>().notNull(),
  project: text().notNull(),
  accessKeyId: integer('access_key_id').notNull(),
  version: integer().notNull(),
  status: text().$type<ProcessingStatus>().notNull(),
  reason: text(),
  request: text({ mode: 'json' }).$type<RequestedKey>(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: integer('requested_at').notNull(),
  endedAt: integer('ended_at'),
});

export const accessKeyLookups = sqliteTable('access_key_lookups', {
  id: integer().primaryKey(),
  project: text().notNull(),
  accessKeyId: integer('access_key_id').notNull(),
  version: integer().notNull(),
  status: text().$type<LookupStatus>().notNull(),
  properties: text({ mode: 'json' }).$type<UsingProperty[]>(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: integer('requested_at').notNull(),
  endedAt: integer('ended_at'),
});

export const properties = sqliteTable('properties', {
  id: integer().primaryKey(),
  project: text().notNull(),
  name: text().notNull(),
  change: integer().notNull(),
  latestVersion: integer('latest_version').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const propertyVersions = sqliteTable('property_versions', {
  propertyId: integer('property_id').notNull(),
  version: integer().notNull(),
  document: text({ mode: 'json' }).$type<PropertyDocument>().notNull(),
  note: text(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  changedAt: integer('changed_at').notNull(),
  firstActivatedAt: integer('first_activated_at'),
});

export const propertyActivations = sqliteTable('property_activations', {
  id: integer().primaryKey(),
  propertyId: integer('property_id').notNull(),
  type: text().$type<ActivationType>().notNull(),
  version: integer().notNull(),
  environment: text().notNull(),
  note: text(),
  notify: text({ mode: 'json' }).$type<string[]>().notNull(),
  untold: text({ mode: 'json' }).$type<string[]>(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const activeProperties = sqliteTable('active_properties', {
  propertyId: integer('property_id').notNull(),
  environment: text().notNull(),
  version: integer().notNull(),
  accessKeyVersionGuid: text('access_key_version_guid'),
  activationId: integer('activation_id').notNull(),
  activatedAt: integer('activated_at').notNull(),
});

export const propertyHostnames = sqliteTable('property_hostnames', {
  hostname: text().primaryKey(),
  propertyId: integer('property_id').notNull(),
  environment: text().notNull(),
  bucket: text(),
});

export const sessions = sqliteTable('sessions', {
  digest: bytes().primaryKey(),
  tokenId: integer('token_id').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const requestCounts = sqliteTable('request_counts', {
  hour: integer().notNull(),
  project: text().notNull(),
  outcome: text().notNull(),
  count: integer().notNull(),
});

export const tokenUses = sqliteTable('token_uses', {
  day: integer().notNull(),
  tokenId: integer('token_id').notNull(),
  accepted: integer().notNull(),
  refused: integer().notNull(),
});
