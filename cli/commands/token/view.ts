import { formatGrant } from '../../../src/contract/grant-words.ts';
import type { SelfToken, Token } from '../../../src/contract/tokens.ts';
import type { View } from '../../output/show.ts';
import type { Column } from '../../output/table.ts';

/** What a token shows to everybody who may see it: its holder, a verifier, an administrator. */
type Seen = Omit<SelfToken, 'daysLeft'>;

const ID: Column<Seen> = { title: 'id', of: (token) => token.id };
const NAME: Column<Seen> = { title: 'name', of: (token) => token.name };
const TYPE: Column<Seen> = { title: 'type', of: (token) => token.type };
const PROJECTS: Column<Seen> = { title: 'projects', of: (token) => token.projects.join(',') };
const ENVIRONMENTS: Column<Seen> = { title: 'environments', of: (token) => token.environments.join(',') };
const GRANTS: Column<Seen> = { title: 'grants', of: (token) => token.grants.map(formatGrant).join(' ') };
const EXPIRES: Column<Seen> = { title: 'expires', of: (token) => token.expires ?? 'never' };
const OWNER: Column<Seen> = { title: 'owner', of: (token) => token.owner ?? '' };
const CLIENTS: Column<Seen> = { title: 'clients', of: (token) => listed(token.clients) };
const RESTRICTIONS: readonly Column<Seen>[] = [
  CLIENTS,
  { title: 'not before', of: (token) => token.notBefore ?? '' },
  { title: 'allowed addresses', of: (token) => listed(token.allowedIps) },
  { title: 'allowed origins', of: (token) => listed(token.allowedOrigins) },
  { title: 'format', of: ({ format }) => (format === 'opaque' ? '' : format) },
  { title: 'signs', of: ({ s3 }) => (s3 ? 'S3 requests' : '') },
  { title: 'audience', of: (token) => listed(token.audience) },
  { title: 'proves key', of: (token) => token.dpopKey ?? '' },
  { title: 'derived from', of: (token) => token.derivedFrom ?? '' },
  { title: 'old secret until', of: (token) => token.previousSecretUntil ?? '' },
];
const STATUS: Column<Token> = { title: 'status', of: (token) => token.status };
const LAST_USED: Column<Token> = { title: 'last used', of: (token) => token.lastUsedAt ?? 'never' };

/** How tokens look. */
export const TOKEN_VIEW: View<Token> = {
  noun: 'token',
  essence: (token) => token.id,
  columns: [ID, NAME, TYPE, STATUS, PROJECTS, ENVIRONMENTS, EXPIRES, LAST_USED, OWNER, CLIENTS, GRANTS],
  card: [
    ID,
    NAME,
    { title: 'description', of: (token) => token.description ?? '' },
    TYPE,
    STATUS,
    PROJECTS,
    ENVIRONMENTS,
    GRANTS,
    EXPIRES,
    ...RESTRICTIONS,
    OWNER,
    { title: 'retrievable', of: (token) => (token.retrievable ? 'yes' : '') },
    { title: 'created', of: (token) => token.createdAt },
    { title: 'refreshed', of: (token) => token.refreshedAt ?? '' },
    LAST_USED,
    { title: 'disabled', of: (token) => token.disabledAt ?? '' },
    { title: 'revoked', of: (token) => token.revokedAt ?? '' },
    { title: 'reason', of: (token) => token.revocationReason ?? '' },
  ],
};

/** How a token looks to its holder, or to whoever verifies it. */
export const SELF_VIEW: Pick<View<SelfToken>, 'card' | 'essence'> = {
  essence: (token) => token.id,
  card: [
    ID,
    NAME,
    TYPE,
    PROJECTS,
    ENVIRONMENTS,
    GRANTS,
    EXPIRES,
    { title: 'days left', of: ({ daysLeft }) => (daysLeft === null ? '' : String(daysLeft)) },
    ...RESTRICTIONS,
    OWNER,
  ],
};

function listed(allowed: string[] | null): string {
  if (allowed === null) return '';
  return allowed.length === 0 ? 'none' : allowed.join(',');
}
