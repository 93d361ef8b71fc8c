import type { Problem } from '../../../src/contract/problem.ts';
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
  allowedIps: null,
  allowedOrigins: null,
  notBefore: null,
  expires: '2026-12-31T23:59:59Z',
  owner: null,
  retrievable: false,
  createdAt: '2026-01-01T00:00:00Z',
  refreshedAt: null,
  previousSecretUntil: null,
  disabledAt: null,
  revokedAt: null,
  revocationReason: null,
};

export const SELF: SelfToken = { ...TOKEN, daysLeft: 30 };

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
