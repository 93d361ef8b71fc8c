import type { Notification, Subscription } from '../../../src/contract/notices.ts';
import type { User, UserDetails } from '../../../src/contract/people.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import type { Sweep } from '../../../src/contract/sweeps.ts';
import type { SelfToken, Token } from '../../../src/contract/tokens.ts';

export const SECRET = `marketing:production.jtn_${'5e'.repeat(32)}`;
export const NEW_SECRET = `marketing:production.jtn_${'a1'.repeat(32)}`;

export const TOKEN: Token = {
  id: 'tok_0a1b2c3d4e5',
  type: 'access',
  name: 'mkt',
  description: null,
  status: 'active',
  projects: ['marketing'],
  environments: ['production'],
  grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
  clients: null,
  allowedIps: null,
  allowedOrigins: null,
  notBefore: null,
  expires: '2026-12-31T23:59:59Z',
  owner: null,
  format: 'opaque',
  audience: null,
  dpopKey: null,
  derivedFrom: null,
  retrievable: false,
  s3: false,
  createdAt: '2026-01-01T00:00:00Z',
  refreshedAt: null,
  previousSecretUntil: null,
  disabledAt: null,
  revokedAt: null,
  revocationReason: null,
  lastUsedAt: null,
};

export const SELF: SelfToken = { ...TOKEN, daysLeft: 30 };

export const USER: User = {
  id: 'usr_0000000001a',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'viewer',
  enabled: true,
  hasPassword: true,
  createdAt: '2026-01-01T00:00:00Z',
};

export const USER_DETAILS: UserDetails = {
  ...USER,
  memberships: [{ project: 'web', role: 'owner' }],
  groups: ['marketing'],
  permissions: { everywhere: ['project:read'], projects: { web: ['token:*', 'namespace:*'] } },
};

export const WEBHOOK_SECRET = `whsec_${'c2'.repeat(16)}`;

export const SUBSCRIPTION: Subscription = {
  id: 'sub_0000000001a',
  channel: 'webhook',
  address: 'https://hooks.example.com/jeton',
  description: null,
  events: ['token.expiring', 'token.expired'],
  thresholds: ['1d', '7d'],
  filter: { project: 'web', type: 'client' },
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  previousSecretUntil: null,
  owner: null,
  createdAt: '2026-01-01T00:00:00Z',
};

export const NOTIFICATION: Notification = {
  id: 'ntf_0000000001a',
  subscription: 'sub_0000000001a',
  channel: 'webhook',
  address: 'https://hooks.example.com/jeton',
  event: 'token.expiring',
  status: 'pending',
  tokens: 3,
  superseded: 0,
  createdAt: '2026-01-01T00:00:00Z',
  attempts: 0,
  lastAttemptAt: null,
  nextAttemptAt: null,
  endedAt: null,
  lastStatus: null,
  lastAnswer: null,
};

export const SWEEP: Sweep = {
  id: 'swp_0000000001a',
  job: 'sweep',
  status: 'done',
  startedBy: 'cron',
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:00:02Z',
  counts: { noticesOwed: 2, notificationsQueued: 0, tokensPurged: 12 },
  error: null,
};

export const PROBLEM: Problem = {
  type: 'https://jeton.example/errors#insufficient_scope',
  title: 'The token lacks a grant',
  status: 403,
  detail: 'The token may not do this.',
  code: 'insufficient_scope',
  fix: 'Use a token that may.',
  requestId: 'req_1',
  scope: 'token:web:create',
};
