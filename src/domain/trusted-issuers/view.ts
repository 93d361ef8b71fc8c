import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { TrustedIssuer } from '../../contract/trusted-issuers.ts';
import type { TrustedIssuerRecord } from '../../d1/trusted-issuers.ts';

/** A trusted issuer as people see it, and as the audit trail keeps it: there is nothing secret in it. */
export function viewTrustedIssuer(record: TrustedIssuerRecord): TrustedIssuer {
  const { id, name, issuer, audience, claims, environments, grants, tokenAudience, disabledAt, ownerId } = record;
  return {
    id: formatId('tru', id),
    name,
    issuer,
    audience,
    claims,
    project: projectOf(record),
    environments,
    grants,
    tokenAudience,
    tokenMinutes: Math.floor(record.tokenSeconds / 60),
    enabled: disabledAt === null,
    disabledAt: disabledAt === null ? null : formatInstant(disabledAt),
    owner: ownerId === null ? null : formatId('usr', ownerId),
    createdBy: record.createdBy,
    createdAt: formatInstant(record.createdAt),
    changedAt: formatInstant(record.changedAt),
  };
}

/** The one project that its tokens are for, as those of type access are. */
export function projectOf({ projects }: Pick<TrustedIssuerRecord, 'projects'>): string {
  return projects[0] ?? '';
}
