import type { Standing, TokenCopy } from '../../../src/contract/token-copy.ts';
import { BEARER } from '../../../src/domain/dpop/possession.ts';
import type { Attempt } from '../../../src/domain/tokens/check.ts';

export const NOW = 1_000_000;

/** A good client token of project web in production, with what a test changes of it. */
export function copyOf(fields: Partial<TokenCopy> = {}): TokenCopy {
  return {
    id: 7,
    version: 1,
    type: 'client',
    name: 'sample',
    projects: ['web'],
    environments: ['production'],
    grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: NOW + 100,
    revokedAt: null,
    disabledAt: null,
    issuedAt: NOW - 100,
    owner: null,
    secretNumber: 1,
    secretEndsAt: null,
    overlapEndsAt: null,
    audience: null,
    dpopKey: null,
    parentId: null,
    trustId: null,
    s3: false,
    ...fields,
  };
}

/** An attempt that asks nothing, with what a test asks. */
export function attemptOf(fields: Partial<Attempt> = {}): Attempt {
  const nothing = {
    types: null,
    fromBrowsers: false,
    project: null,
    anywhere: false,
    environment: null,
    address: null,
    certificate: null,
    clientId: null,
    origin: null,
    possession: BEARER,
    audience: null,
    requires: [],
    askedBy: null,
  };
  return { nowSeconds: NOW, ...nothing, ...fields };
}

/** A person's standing: nothing at all, with what a test gives. */
export function standingOf(fields: Partial<Standing> = {}): Standing {
  return { role: 'none', members: {}, groups: [], roles: {}, barred: [], ...fields };
}
