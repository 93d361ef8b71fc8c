import { DEPLOYMENT_RESOURCES, PERMISSIONS } from './held-permissions.ts';

/** Custom roles cannot hold what belongs to the deployment, so `PERMISSIONS` has no words for it. */
const THINGS: Record<(typeof DEPLOYMENT_RESOURCES)[number], string> = {
  user: 'people',
  role: 'roles',
  group: 'groups',
  project: 'projects',
  environment: 'environments',
  client: 'clients',
  sweep: 'runs of the jobs',
  signing_key: 'the keys that sign tokens',
};
const VERBS: Record<string, string> = { read: 'See', create: 'Make', update: 'Change', delete: 'Delete' };
const MORE: Record<string, string> = {
  'user:read': 'See people; their memberships only with `member:read` there',
  'user:create': 'Add people to the deployment',
  'user:update': 'Change people, give root roles, disable and enable',
  'user:delete': 'Remove people for good',
  'group:read': 'See groups and who is in them',
  'group:update': 'Rename groups, say who is in them',
  'sweep:create': 'Run a job by hand',
  'signing_key:create': 'Have another key sign tokens',
  'signing_key:delete': 'Take a key away, and what it signed with it',
};

/** What a permission lets people do; code within it stands between backticks. */
export function meaningOf(permission: string): string {
  const [resource = '', action = ''] = permission.split(':');
  const custom: Record<string, Record<string, string>> = PERMISSIONS;
  const ours = DEPLOYMENT_RESOURCES.find((name) => name === resource);
  return MORE[permission] ?? (ours ? `${VERBS[action]} ${THINGS[ours]}` : (custom[resource]?.[action] ?? ''));
}
