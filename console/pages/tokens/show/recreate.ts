import { formatGrant } from '../../../../src/contract/grant-words.ts';
import type { Search } from '../../../app/search.ts';
import type { Token } from '../rights.ts';

const DAY_MS = 86_400_000;

/**
 * Whether a new token can be made that is no wider: of one that nobody may use any more, or that was exchanged, or made with a
 * membership, there is none.
 */
export function canBeRepeated({ type, derivedFrom, clients, allowedIps, allowedOrigins }: Token): boolean {
  const closed = [clients, allowedIps, allowedOrigins].some((allowed) => allowed?.length === 0);
  return type !== 'master' && derivedFrom === null && !closed;
}

/** What fills the form for a new token with all that this one was, as the links of mails do. */
export function likeIt(token: Token): Search {
  const { type, name, description, s3, projects, environments, grants, clients, allowedIps, allowedOrigins } = token;
  const wide = type === 'admin' || type === 'personal';
  const short = grants.map(formatGrant);
  return {
    type,
    name,
    ...(description && { description }),
    ...(s3 && { s3: 'true' }),
    ...(!wide && { project: projects, environment: environments }),
    namespace: short.filter((grant) => !grant.includes(':')),
    grant: short.filter((grant) => grant.includes(':')),
    client: clients ?? [],
    'allow-ip': allowedIps ?? [],
    'allow-origin': allowedOrigins ?? [],
    ...(token.owner && { owner: token.owner }),
    ...(token.format === 'jwt' && { format: 'jwt', audience: token.audience ?? [] }),
    ...(token.dpopKey && { 'dpop-key': token.dpopKey }),
    ...(token.retrievable && type !== 'frontend' && { retrievable: 'true' }),
    ...(token.expires && { expires: lifeOf(token, token.expires) }),
  };
}

/** As long as its last secret lived: in days, one at least. */
function lifeOf({ createdAt, refreshedAt }: Token, expires: string): string {
  return `${Math.max(1, Math.round((Date.parse(expires) - Date.parse(refreshedAt ?? createdAt)) / DAY_MS))}d`;
}
