import { DEPLOYMENT_RESOURCES, holds, PERMISSIONS } from '../src/contract/held-permissions.ts';
import { allPermissions, BUILT_IN_ROLES } from '../src/domain/people/roles.ts';

const BEGIN = '<!-- roles -->';
const END = '<!-- /roles -->';

/** What each built-in role may do, as Markdown: a row a permission, a column a role. */
export function rolesTable(): string {
  const roles = Object.entries(BUILT_IN_ROLES);
  const names = roles.map(([name]) => `\`${name}\``);
  const rows = allPermissions().map((permission) => {
    const cells = roles.map(([, { permissions }]) => (holds(permissions, permission, ['*']) ? '✓' : ''));
    return [`\`${permission}\``, meaningOf(permission), ...cells];
  });
  const head = ['Permission', 'What it lets people do', ...names];
  const line = [...['---', '---'], ...names.map(() => ':-:')];
  return [head, line, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A page with the table as it is now between its markers. Throws when the page has none. */
export function withRolesTable(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page has no ${BEGIN} … ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n${rolesTable()}\n${page.slice(end)}`;
}

/** Resources of the deployment: custom roles cannot hold them, so `PERMISSIONS` has no words for them. */
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

function meaningOf(permission: string): string {
  const [resource = '', action = ''] = permission.split(':');
  const custom: Record<string, Record<string, string>> = PERMISSIONS;
  const ours = DEPLOYMENT_RESOURCES.find((name) => name === resource);
  return MORE[permission] ?? (ours ? `${VERBS[action]} ${THINGS[ours]}` : (custom[resource]?.[action] ?? ''));
}
