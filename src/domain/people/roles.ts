import { DEPLOYMENT_RESOURCES, PERMISSIONS } from '../../contract/held-permissions.ts';

/** What a built-in role permits, and where it may be given. */
export type BuiltInRole = { for: 'root' | 'project'; description: string; permissions: readonly string[] };

const SEES_DEPLOYMENT = ['user:read', 'role:read', 'group:read', 'project:read', 'environment:read', 'client:read'];
/** What a project's people may look up beyond it, so that they can name what their tokens are for. */
const SEES_AROUND = ['role:read', 'group:read', 'project:read', 'environment:read', 'client:read'];

/**
 * The built-in roles: the table that `docs/people.md` shows. By default nobody but an admin makes tokens or sees those
 * of others; `token_admin`, `owner` and `member` are given.
 */
export const BUILT_IN_ROLES: Record<string, BuiltInRole> = {
  admin: { for: 'root', description: 'Everything, in every project; is of every group', permissions: ['*'] },
  editor: {
    for: 'root',
    description: 'Makes projects and edits what is in them; neither people nor tokens',
    permissions: [
      ...SEES_DEPLOYMENT,
      'project:create',
      'project:update',
      'namespace:*',
      'member:read',
      'access_key:*',
      'property:*',
      'subscription:*',
      'event:read',
    ],
  },
  viewer: {
    for: 'root',
    description: 'Sees every project, but no token',
    permissions: [...SEES_DEPLOYMENT, 'namespace:read', 'member:read', 'access_key:read', 'property:read'],
  },
  token_admin: {
    for: 'root',
    description: 'Sees, makes, refreshes and deletes anyone’s tokens, as far as they do no more than itself',
    permissions: [
      ...SEES_DEPLOYMENT,
      'token:*',
      'trusted_issuer:*',
      'namespace:read',
      'namespace:write',
      'namespace:delete',
    ],
  },
  none: { for: 'root', description: 'Nothing beyond the projects that the person belongs to', permissions: [] },
  owner: {
    for: 'project',
    description: 'Everything in the project; adds and removes its people',
    permissions: [
      ...SEES_AROUND,
      'user:read',
      'project:update',
      ...Object.keys(PERMISSIONS).map((resource) => `${resource}:*`),
    ],
  },
  member: {
    for: 'project',
    description: 'Makes and manages the project’s tokens, uses its namespaces',
    permissions: [
      ...SEES_AROUND,
      'token:*',
      'trusted_issuer:*',
      'namespace:read',
      'namespace:write',
      'namespace:delete',
      'member:read',
      'access_key:read',
      'property:read',
      'subscription:read',
      'event:read',
    ],
  },
};

/**
 * The permissions of a role by name, custom ones from `custom`; none where there is no such role. Who has a custom role
 * may look up what tokens are made for, like everybody who has one.
 */
export function permissionsOf(role: string, custom: Readonly<Record<string, readonly string[]>>): readonly string[] {
  // Role names are people's words, `constructor` is one too.
  if (Object.hasOwn(BUILT_IN_ROLES, role)) return BUILT_IN_ROLES[role]?.permissions ?? NOTHING;
  return Object.hasOwn(custom, role) ? [...SEES_AROUND, ...(custom[role] ?? NOTHING)] : NOTHING;
}

const NOTHING: readonly string[] = [];

/** Every permission there is, one by one: what `*` stands for. */
export function allPermissions(): string[] {
  const custom = Object.entries(PERMISSIONS).flatMap(([resource, actions]) =>
    Object.keys(actions).map((action) => `${resource}:${action}`),
  );
  const deployment = DEPLOYMENT_RESOURCES.flatMap((resource) =>
    (FEWER_ACTIONS[resource] ?? ['read', 'create', 'update', 'delete']).map((action) => `${resource}:${action}`),
  );
  return [...custom, ...deployment];
}

/** Resources with which not everything can be done. */
const FEWER_ACTIONS: Partial<Record<(typeof DEPLOYMENT_RESOURCES)[number], readonly string[]>> = {
  sweep: ['read', 'create'],
  signing_key: ['read', 'create', 'delete'],
};
