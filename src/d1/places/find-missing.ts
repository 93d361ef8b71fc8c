import { sql } from 'drizzle-orm';
import type { Grant } from '../../contract/grants.ts';
import type { Database } from '../database.ts';

/** Names that a token speaks of. */
export type Named = { projects: readonly string[]; environments: readonly string[]; grants: readonly Grant[] };

/** The first name that does not exist, with the field it stands in; null when all do. `*` always does. */
export async function findMissing(db: Database, named: Named): Promise<{ field: string; name: string } | null> {
  const namespaces = named.grants.filter((grant) => grant.resource === 'namespace').map((grant) => grant.name);
  const [row] = await db.all<{ field: string; name: string }>(sql`
    select 'projects' as field, 'project ' || value as name from json_each(${JSON.stringify(named.projects)})
    where value <> '*' and value not in (select id from projects)
    union all
    select 'environments', 'environment ' || value from json_each(${JSON.stringify(named.environments)})
    where value <> '*' and value not in (select id from environments)
    union all
    select 'grants', 'namespace ' || value from json_each(${JSON.stringify(namespaces)})
    where value <> '*' and not exists (
      select 1 from json_each(${JSON.stringify(named.projects)}) p
      join namespaces n on (p.value = '*' or n.project = p.value) and n.name = json_each.value
    )
    limit 1`);
  return row ?? null;
}
