import { sql } from 'drizzle-orm';
import type { Grant } from '../../contract/grants.ts';
import type { Database } from '../database.ts';
import { inParts } from '../insert-many.ts';

/** A group that guards something: `namespace marketing` or `client billing`. */
export type Guard = { what: string; group: string };

/** What of a token may be guarded: the namespaces of its grants, in its projects, and its clients. */
export type Reach = {
  projects: readonly string[];
  grants: readonly Grant[];
  clients: readonly (string | { id: string })[] | null | undefined;
};

/** The groups that guard what a token reaches. */
export async function findGuards(db: Database, token: Reach): Promise<Guard[]> {
  return (await findGuardsOf(db, [token]))[0] ?? [];
}

/** The same for many tokens at once, in their order. */
export async function findGuardsOf(db: Database, tokens: readonly Reach[]): Promise<Guard[][]> {
  const found = new Map<Reach, Guard[]>(tokens.map((token) => [token, []]));
  for (const part of inParts(tokens)) {
    for (const { question, what, group } of await db.all<Guard & { question: number }>(guards(part))) {
      const token = part[question];
      if (token) found.get(token)?.push({ what, group });
    }
  }
  return tokens.map((token) => found.get(token) ?? []);
}

function guards(tokens: readonly Reach[]) {
  const questions = tokens.map(({ projects, grants, clients }) => ({
    projects,
    namespaces: grants.filter((grant) => grant.resource === 'namespace').map((grant) => grant.name),
    clients: (clients ?? []).map((client) => (typeof client === 'string' ? client : client.id)),
  }));
  return sql`
    with q as (select key, value from json_each(${JSON.stringify(questions)}))
    select q.key as question, 'namespace ' || n.name as what, n.group_name as "group"
    from namespaces n, q where n.group_name is not null
      and exists (select 1 from json_each(q.value, '$.projects') p where p.value in ('*', n.project))
      and exists (select 1 from json_each(q.value, '$.namespaces') r where r.value in ('*', n.name))
    union
    select q.key, 'client ' || c.id, c.group_name
    from q, json_each(q.value, '$.clients') r join clients c on c.id = r.value where c.group_name is not null`;
}
