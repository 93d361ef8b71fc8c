import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { Share } from '../../contract/shares.ts';
import type { SelfToken } from '../../contract/tokens.ts';
import type { ShareRecord } from '../../d1/shares/record.ts';
import type { TokenRecord } from '../../d1/tokens/record.ts';
import { viewToken } from '../tokens/view.ts';

/** A link as those may see it who may share its token: never its code, nor the digest of one. */
export function viewShare(share: ShareRecord, replacesSecret: boolean, nowSeconds: number): Share {
  const { id, email, createdBy, createdAt, expiresAt, redeemedAt } = share;
  return {
    id: formatId('shr', id),
    email,
    status: statusOf(share, nowSeconds),
    createdBy,
    createdAt: formatInstant(createdAt),
    expiresAt: formatInstant(expiresAt),
    redeemedAt: redeemedAt === null ? null : formatInstant(redeemedAt),
    replacesSecret,
  };
}

/** A token as whoever gets it by a link sees it: as its holder does. */
export function viewHeld(record: TokenRecord, nowSeconds: number): SelfToken {
  const { id, type, name, projects, environments, grants, clients, ...rest } = viewToken(record, nowSeconds);
  const { allowedIps, allowedOrigins, notBefore, expires, owner, previousSecretUntil } = rest;
  const { format, audience, dpopKey, derivedFrom, s3 } = rest;
  const bounds = {
    clients,
    allowedIps,
    allowedOrigins,
    notBefore,
    expires,
    format,
    audience,
    dpopKey,
    derivedFrom,
    s3,
  };
  const daysLeft = record.expiresAt === null ? null : Math.floor((record.expiresAt - nowSeconds) / DAY_SECONDS);
  return { id, type, name, projects, environments, grants, ...bounds, owner, previousSecretUntil, daysLeft };
}

const DAY_SECONDS = 86_400;

function statusOf({ redeemedAt, revokedAt, expiresAt }: ShareRecord, nowSeconds: number): Share['status'] {
  if (redeemedAt !== null) return 'redeemed';
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= nowSeconds ? 'expired' : 'open';
}
