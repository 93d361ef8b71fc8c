import { holds } from '../src/contract/held-permissions.ts';
import { meaningOf } from '../src/contract/permission-words.ts';
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
