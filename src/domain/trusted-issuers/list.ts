import type { ListTrustedIssuersQuery } from '../../contract/trusted-issuers.ts';
import type { TrustedIssuerRecord, TrustedIssuerStore } from '../../d1/trusted-issuers.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf, projectsWhere } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';

type Deps = { trustedIssuers: Pick<TrustedIssuerStore, 'list' | 'count'> };
type Page = { items: TrustedIssuerRecord[]; total: number; nextCursor: string | null };

/** One page of the trusted issuers that the caller may see, latest first, and how many there are. */
export async function listTrustedIssuers(
  { trustedIssuers }: Deps,
  caller: Caller,
  { project, limit, cursor }: ListTrustedIssuersQuery,
): Promise<Result<Page, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const seen = projectsWhere(principalOf(caller.token), 'trusted_issuer:read');
  const projects = project === undefined ? seen : seen === null || seen.includes(project) ? [project] : [];
  const [rows, total] = await Promise.all([
    trustedIssuers.list(projects, before.value, limit + 1),
    trustedIssuers.count(projects),
  ]);
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
