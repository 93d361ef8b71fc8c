import { z } from 'zod';
import { PERMISSIONS } from './held-permissions.ts';
import { Slug } from './text.ts';

const RESOURCES: Record<string, Record<string, string>> = PERMISSIONS;

/** `token:read`, `namespace:*`, or narrowed to an environment: `token:create@staging` (only `token:…` may be). */
export const Permission = z
  .string()
  .max(80)
  .refine(isPermission, 'must be one of docs/people.md, such as token:read, namespace:* or token:create@staging')
  .meta({ id: 'Permission', example: 'token:create@staging' });

function isPermission(permission: string): boolean {
  const match = /^([a-z_]+):([a-z]+|\*)(?:@(.+))?$/.exec(permission);
  const [, resource = '', action = '', environment] = match ?? [];
  const actions = Object.hasOwn(RESOURCES, resource) ? RESOURCES[resource] : undefined;
  if (!match || !actions || (action !== '*' && !Object.hasOwn(actions, action))) return false;
  return environment === undefined || (resource === 'token' && Slug.safeParse(environment).success);
}
