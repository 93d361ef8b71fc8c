import { sql } from 'drizzle-orm';
import type { Grant } from '../../contract/grants.ts';
import { type Database, messageOf } from '../database.ts';

/** Names that a token speaks of. */
export type Named = { projects: readonly string[]; environments: readonly string[]; grants: readonly Grant[] };

/** The first name that does not exist, with the field it stands in; null when all do. `*` always does. */
export async function findMissing(db: Database, named: Named): Promise<{ field: string; name: string } | null> {
  const [row] = await db.all<{ field: string; name: string }>(missing(named));
  return row ?? null;
}

const MESSAGE = 'names what does not exist';

/**
 * Stops a batch, and so undoes all of it, when a name does not exist: a token that is made or changed while its
 * namespace is deleted must not end up with a grant that a namespace of the same name would revive.
 */
export function stopIfMissing(db: Database, named: Named) {
  // A path that is none makes json_extract fail, with the path in its message.
  const verdict = sql`json_extract('{}', iif(exists (${missing(named)}), ${MESSAGE}, '$'))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}

/** Whether a batch was stopped by {@link stopIfMissing}. */
export function namedMissing(error: unknown): boolean {
  return messageOf(error).includes(MESSAGE);
}

function missing(named: Named) {
  const namespaces = named.grants.filter((grant) => grant.resource === 'namespace').map((grant) => grant.name);
  return sql`
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
    limit 1`;
}
