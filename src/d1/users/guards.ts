import { type SQL, sql } from 'drizzle-orm';
import { users } from '../schema.ts';

/** A role to be given: a custom one must exist at the very moment of the change; which are built in is not for SQL. */
export type RoleToGive = { name: string; builtIn: boolean };

/** That a role is there to be given. */
export function roleIsThere({ name, builtIn }: RoleToGive): SQL {
  return builtIn ? sql`true` : sql`exists (select 1 from roles where name = ${name})`;
}

/** That an administrator who is let in is left besides this person: else nobody could let anybody in again. */
export function otherAdminIsLeft(userId: number): SQL {
  return sql`exists (select 1 from users where role = 'admin' and disabled_at is null and id <> ${userId})`;
}

/** The same as a condition on the person's own row: whoever is no administrator can go. */
export function mayGo(userId: number): SQL {
  return sql`(${users.role} <> 'admin' or ${users.disabledAt} is not null or ${otherAdminIsLeft(userId)})`;
}
