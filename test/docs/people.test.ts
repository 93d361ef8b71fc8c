import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolesTable, withRolesTable } from '../../scripts/roles-table.ts';
import { REPOSITORY } from '../../scripts/start/paths.ts';
import { allPermissions, BUILT_IN_ROLES } from '../../src/domain/people/roles.ts';

const page = readFileSync(join(REPOSITORY, 'docs/people.md'), 'utf8');

describe('docs/people.md', () => {
  it('shows what each built-in role may do, as the code has it', () => {
    expect(withRolesTable(page)).toBe(page);
  });

  it('has a row with a meaning for every permission, and a column for every built-in role', () => {
    const [head = [], , ...rows] = rolesTable()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(head.slice(3, -1)).toEqual(Object.keys(BUILT_IN_ROLES).map((name) => `\`${name}\``));
    expect(rows.map(([, permission]) => permission)).toEqual(allPermissions().map((name) => `\`${name}\``));
    for (const [, permission, meaning] of rows) expect(meaning, permission).toMatch(/^[A-Z].{5,}$/);
  });
});

it('a page without the markers is not taken for one that is current', () => {
  expect(() => withRolesTable('# People')).toThrow('<!-- roles -->');
});
