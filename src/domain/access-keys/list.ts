import type { ListAccessKeysQuery } from '../../contract/access-keys.ts';
import type { AccessKeyRecord } from '../../d1/access-keys/find.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import type { Caller } from '../caller.ts';
import { nextIdCursor, readIdCursor } from '../cursor.ts';
import type { Denial } from '../denial.ts';
import { principalOf, projectsWhere } from '../people/decide.ts';
import { ok, type Result } from '../result.ts';

type Deps = { accessKeys: Pick<AccessKeyStore, 'list' | 'count'> };
type Page = { items: AccessKeyRecord[]; total: number; nextCursor: string | null };

/** One page of the keys that the caller may see, latest first, and how many there are. */
export async function listAccessKeys(
  { accessKeys }: Deps,
  caller: Caller,
  { project, versionGuid, limit, cursor }: ListAccessKeysQuery,
): Promise<Result<Page, Denial>> {
  const before = readIdCursor(cursor);
  if (!before.ok) return before;
  const seen = projectsWhere(principalOf(caller.token), 'access_key:read');
  const projects = project === undefined ? seen : seen === null || seen.includes(project) ? [project] : [];
  const [rows, total] = await Promise.all([
    accessKeys.list({ projects, versionGuid }, before.value, limit + 1),
    accessKeys.count({ projects, versionGuid }),
  ]);
  return ok({ items: rows.slice(0, limit), total, nextCursor: nextIdCursor(rows, limit) });
}
