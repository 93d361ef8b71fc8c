import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import type { TokenStatus } from '../../contract/token-types.ts';
import type { SelfToken, Token } from '../../contract/tokens.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';

/** A token as people may see it: never its secret, nor the digest of one. */
export function viewToken(record: TokenRecord, nowSeconds: number): Token {
  const {
    id,
    type,
    name,
    description,
    projects,
    environments,
    grants,
    clients,
    allowedIps,
    allowedOrigins,
    retrievable,
  } = record;
  const overlapping = record.overlapEndsAt !== null && record.overlapEndsAt > nowSeconds;
  return {
    id: formatId('tok', id),
    type,
    name,
    description,
    status: statusOf(record, nowSeconds),
    projects,
    environments,
    grants,
    clients,
    allowedIps,
    allowedOrigins,
    notBefore: instant(record.notBefore),
    expires: instant(record.expiresAt),
    owner: record.ownerId === null ? null : formatId('usr', record.ownerId),
    format: record.audience === null ? 'opaque' : 'jwt',
    audience: record.audience,
    dpopKey: record.dpopKey,
    derivedFrom: derivedFrom(record),
    retrievable,
    s3: record.s3,
    createdAt: formatInstant(record.createdAt),
    refreshedAt: record.secretNumber === 1 ? null : formatInstant(record.issuedAt),
    previousSecretUntil: overlapping ? instant(record.overlapEndsAt) : null,
    disabledAt: instant(record.disabledAt),
    revokedAt: instant(record.revokedAt),
    revocationReason: record.revocationReason,
    lastUsedAt: instant(record.lastUsedAt),
  };
}

/** A token as its holder sees it, from the copy that let it in: no storage is asked. */
export function viewCopy(copy: TokenCopy, nowSeconds: number): SelfToken {
  const { id, type, name, projects, environments, grants, allowedIps, allowedOrigins } = copy;
  const overlapping = copy.overlapEndsAt !== null && copy.overlapEndsAt > nowSeconds;
  return {
    id: formatId('tok', id),
    type,
    name,
    projects,
    environments,
    grants,
    clients: copy.clients?.map(({ id }) => id) ?? null,
    allowedIps,
    allowedOrigins,
    notBefore: instant(copy.notBefore),
    expires: instant(copy.expiresAt),
    owner: copy.owner && formatId('usr', copy.owner.id),
    // Copies from before there were signed tokens have no such fields.
    format: copy.audience == null ? 'opaque' : 'jwt',
    audience: copy.audience ?? null,
    dpopKey: copy.dpopKey ?? null,
    derivedFrom: derivedFrom(copy),
    s3: copy.s3 ?? false,
    previousSecretUntil: overlapping ? instant(copy.overlapEndsAt) : null,
    daysLeft: copy.expiresAt === null ? null : Math.floor((copy.expiresAt - nowSeconds) / DAY_SECONDS),
  };
}

const DAY_SECONDS = 86_400;

/** The id of what a token was exchanged from; null where it was created. */
export function derivedFrom({ parentId, trustId }: Partial<Pick<TokenCopy, 'parentId' | 'trustId'>>): string | null {
  if (parentId != null) return formatId('tok', parentId);
  return trustId == null ? null : formatId('tru', trustId);
}

function statusOf(record: TokenRecord, nowSeconds: number): TokenStatus {
  if (record.revokedAt !== null) return 'revoked';
  if (record.expiresAt !== null && record.expiresAt <= nowSeconds) return 'expired';
  if (record.disabledAt !== null) return 'disabled';
  if (record.notBefore !== null && record.notBefore > nowSeconds) return 'not_yet_valid';
  return 'active';
}

function instant(seconds: number | null): string | null {
  return seconds === null ? null : formatInstant(seconds);
}
