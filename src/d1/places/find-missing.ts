import { sql } from 'drizzle-orm';
import type { Grant } from '../../contract/grants.ts';
import { type Database, messageOf } from '../database.ts';
import { inParts } from '../insert-many.ts';

/** Names that a token speaks of. */
export type Named = {
  projects: readonly string[];
  environments: readonly string[];
  grants: readonly Grant[];
  clients?: readonly string[] | null;
};

export type Missing = { field: string; name: string };

/** The first name that does not exist, with the field it stands in; null when all do. `*` always does. */
export async function findMissing(db: Database, named: Named): Promise<Missing | null> {
  return (await findMissingOf(db, [named]))[0] ?? null;
}

/** The same for many at once, in their order. */
export async function findMissingOf(db: Database, all: readonly Named[]): Promise<(Missing | null)[]> {
  const found = new Map<Named, Missing>();
  for (const part of inParts(all)) {
    for (const { question, field, name } of await db.all<Missing & { question: number }>(missing(part))) {
      const named = part[question];
      if (named && !found.has(named)) found.set(named, { field, name });
    }
  }
  return all.map((named) => found.get(named) ?? null);
}

const MESSAGE = 'names what does not exist';

/**
 * Stops a batch, and so undoes all of it, when a name does not exist: a token that is made or changed while its
 * namespace is deleted must not end up with a grant that a namespace of the same name would revive.
 */
export function stopIfMissing(db: Database, ...all: readonly Named[]) {
  // A path that is none makes json_extract fail, with the path in its message.
  const verdict = sql`json_extract('{}', iif(exists (${missing(all)}), ${MESSAGE}, '$'))`;
  return db.select({ verdict }).from(sql`(select 1)`);
}

/** Whether a batch was stopped by {@link stopIfMissing}. */
export function namedMissing(error: unknown): boolean {
  return messageOf(error).includes(MESSAGE);
}

function missing(all: readonly Named[]) {
  const questions = all.map(({ projects, environments, clients, grants }) => ({
    projects,
    environments,
    clients: clients ?? [],
    namespaces: grants.filter((grant) => grant.resource === 'namespace').map((grant) => grant.name),
  }));
  return sql`
    with q as (select key, value from json_each(${JSON.stringify(questions)}))
    select q.key as question, 'projects' as field, 'project ' || p.value as name
    from q, json_each(q.value, '$.projects') p where p.value <> '*' and p.value not in (select id from projects)
    union all
    select q.key, 'environments', 'environment ' || e.value
    from q, json_each(q.value, '$.environments') e where e.value <> '*' and e.value not in (select id from environments)
    union all
    select q.key, 'clients', 'client ' || c.value
    from q, json_each(q.value, '$.clients') c where c.value not in (select id from clients)
    union all
    select q.key, 'grants', 'namespace ' || n.value
    from q, json_each(q.value, '$.namespaces') n where n.value <> '*' and not exists (
      select 1 from json_each(q.value, '$.projects') p
      join namespaces known on (p.value = '*' or known.project = p.value) and known.name = n.value
    )`;
}
