/**
 * What a custom role may hold: each action of each resource, and what it lets people do. In a project role it counts
 * there, in a root role everywhere.
 */
export const PERMISSIONS = {
  token: {
    read: 'See client, frontend and access tokens that apply to the project; never a secret',
    create: 'Make client, frontend and access tokens for the project',
    update: 'Refresh, change, disable and enable them',
    delete: 'Revoke them',
    reveal: 'See the secret of a retrievable one',
  },
  trusted_issuer: {
    read: 'See whose tokens are exchanged for the project’s, and for which',
    create: 'Trust an issuer; with `token:create` for what it gives',
    update: 'Change, disable and enable it; with `token:create` for what it gives then',
    delete: 'Trust it no longer',
  },
  namespace: {
    read: 'See namespaces and read their items',
    write: 'Write items',
    delete: 'Delete items, and namespaces that are empty',
    create: 'Make namespaces',
    update: 'Change the group and the retention of namespaces',
  },
  member: {
    read: 'See who belongs to the project',
    write: 'Add people and change their roles, up to one’s own',
    delete: 'Remove people',
  },
  access_key: { read: 'See access keys', create: 'Make access keys', update: 'Add versions', delete: 'Delete them' },
  property: {
    read: 'See properties',
    create: 'Make properties',
    update: 'Save and activate versions',
    delete: 'Delete properties',
  },
  subscription: {
    read: 'See the subscriptions to the project and their deliveries',
    create: 'Make subscriptions to the project',
    update: 'Change, test and replay them',
    delete: 'Delete them',
  },
  event: { read: 'Read the audit trail of the project, and how many requests its tokens made' },
} as const satisfies Record<string, Record<string, string>>;

/** Resources of the deployment as a whole. Custom roles cannot hold them: who could give a role could give any. */
export const DEPLOYMENT_RESOURCES = [
  'user',
  'role',
  'group',
  'project',
  'environment',
  'client',
  'sweep',
  'signing_key',
] as const;

/** Where something is done: in one project, in all of them, or in whichever one may. */
export type Where = { project: string } | 'everywhere' | 'anywhere';

/**
 * Whether a list of permissions holds one, in all of `environments`. `*` among those asks for every environment; null
 * asks for any.
 *
 * @example
 * holds(['token:*@staging'], 'token:create', ['staging']) // true
 */
export function holds(
  permissions: readonly string[],
  permission: string,
  environments: readonly string[] | null,
): boolean {
  const all = `${permission.slice(0, permission.indexOf(':'))}:*`;
  for (const held of permissions) if (held === permission || held === all || held === '*') return true;
  const narrowed = narrowedTo(permissions, permission);
  if (environments === null) return narrowed.length > 0;
  return environments.length > 0 && environments.every((name) => narrowed.includes(name));
}

/** The environments that a permission is held in where it is narrowed to some. */
export function narrowedTo(permissions: readonly string[], permission: string): string[] {
  const all = `${permission.slice(0, permission.indexOf(':'))}:*`;
  return permissions.flatMap((held) => {
    const [name, environment] = held.split('@');
    return environment !== undefined && (name === permission || name === all) ? [environment] : [];
  });
}
