import type { Standing, TokenCopy } from '../../contract/token-copy.ts';

/**
 * A person as a personal token of theirs that is kept nowhere and bound to nothing, with the rights that they have at
 * this moment: for who acts without a token, by password or by a link that they sent.
 */
export function standInFor(person: { id: number; version: number; standing: Standing | null }): TokenCopy {
  return {
    id: 0,
    version: 0,
    type: 'personal',
    name: '',
    projects: ['*'],
    environments: ['*'],
    grants: [],
    clients: null,
    allowedIps: null,
    allowedOrigins: null,
    notBefore: null,
    expiresAt: null,
    revokedAt: null,
    disabledAt: null,
    issuedAt: 0,
    owner: { id: person.id, version: person.version, enabled: true, standing: person.standing },
    secretNumber: 0,
    secretEndsAt: null,
    overlapEndsAt: null,
    audience: null,
    dpopKey: null,
    parentId: null,
    trustId: null,
    s3: false,
  };
}
