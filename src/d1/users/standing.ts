import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Standing } from '../../contract/token-copy.ts';
import type { Database } from '../database.ts';
import { users } from '../schema.ts';

/**
 * The expression for a person's standing, as JSON: part of every statement that reads a copy, so that a token and its
 * owner's rights are of one moment. An admin passes every guard: nothing is barred.
 */
export function standingOf(userId: SQLWrapper): SQL {
  const groupsOf = sql`(select group_id from group_members where user_id = s.id)`;
  const projectsOf = sql`(select project from members where user_id = s.id)`;
  return sql`(select json_object(
    'role', s.role,
    'members', json((select json_group_object(project, role) from members where user_id = s.id)),
    'groups', json((select json_group_array(group_id) from group_members where user_id = s.id)),
    'roles', json((select json_group_object(name, json(permissions)) from roles
      where name = s.role or name in (select role from members where user_id = s.id))),
    'barred', json((select json_group_array(project || '/' || name) from namespaces
      where s.role <> 'admin' and group_name is not null and group_name not in ${groupsOf}
      and (s.role <> 'none' or project in ${projectsOf})))
  ) from users s where s.id = ${userId})`;
}

/** A person's standing at this moment; null when there is no such person. */
export async function findStanding(db: Database, userId: number): Promise<Standing | null> {
  const [row] = await db
    .select({ standing: sql<string>`${standingOf(users.id)}`.as('standing') })
    .from(users)
    .where(sql`${users.id} = ${userId}`);
  return row ? JSON.parse(row.standing) : null;
}
