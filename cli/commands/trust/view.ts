import { formatGrant } from '../../../src/contract/grant-words.ts';
import type { TrustedIssuer } from '../../../src/contract/trusted-issuers.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

const ID: Column<TrustedIssuer> = { title: 'id', of: (trust) => trust.id };
const NAME: Column<TrustedIssuer> = { title: 'name', of: (trust) => trust.name };
const ISSUER: Column<TrustedIssuer> = { title: 'issuer', of: (trust) => trust.issuer };
const CLAIMS: Column<TrustedIssuer> = { title: 'claims', of: claimsInWords };
const PROJECT: Column<TrustedIssuer> = { title: 'project', of: (trust) => trust.project };
const ENVIRONMENTS: Column<TrustedIssuer> = { title: 'environments', of: (trust) => trust.environments.join(',') };
const GRANTS: Column<TrustedIssuer> = { title: 'grants', of: (trust) => trust.grants.map(formatGrant).join(' ') };
const STATUS: Column<TrustedIssuer> = { title: 'status', of: ({ enabled }) => (enabled ? 'enabled' : 'disabled') };

/** How trusted issuers look. */
export const TRUST_VIEW: View<TrustedIssuer> = {
  noun: 'trusted issuer',
  essence: (trust) => trust.id,
  columns: [ID, NAME, ISSUER, CLAIMS, PROJECT, ENVIRONMENTS, GRANTS, STATUS],
  card: [
    ID,
    NAME,
    ISSUER,
    { title: 'audience', of: (trust) => trust.audience },
    CLAIMS,
    PROJECT,
    ENVIRONMENTS,
    GRANTS,
    { title: 'token audience', of: (trust) => trust.tokenAudience?.join(',') ?? '' },
    { title: 'token life', of: (trust) => `${trust.tokenMinutes} min` },
    STATUS,
    { title: 'owner', of: (trust) => trust.owner ?? '' },
    { title: 'created', of: (trust) => trust.createdAt },
    { title: 'changed', of: (trust) => trust.changedAt },
  ],
};

function claimsInWords({ claims }: TrustedIssuer): string {
  return Object.entries(claims)
    .map(([name, patterns]) => `${name}=${patterns.join('|')}`)
    .join(' ');
}
