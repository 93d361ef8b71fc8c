import { env } from 'cloudflare:workers';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as schema from '../../src/d1/schema.ts';

type Column = { name: string; type: string; required: boolean };
const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

async function migrated(): Promise<Map<string, Column[]>> {
  const sql = `select t.name as "table", c.name, c.type, c."notnull", c.pk from sqlite_schema t, pragma_table_info(t.name) c
    where t.type = 'table' and t.name not like 'token\\_search%' escape '\\' and t.name not like '\\_cf%' escape '\\'
    and t.name not like 'sqlite%' and t.name not like 'd1%'`;
  const { results } = await env.DB.prepare(sql).all<{
    table: string;
    name: string;
    type: string;
    notnull: number;
    pk: number;
  }>();
  const found = new Map<string, Column[]>();
  for (const { table, name, type, notnull, pk } of results) {
    // The alias of the rowid is never null, though SQLite does not say so.
    const column = { name, type: type.toLowerCase(), required: notnull === 1 || (pk === 1 && type === 'INTEGER') };
    found.set(table, [...(found.get(table) ?? []), column]);
  }
  return found;
}

function declared(table: SQLiteTable): Column[] {
  return getTableConfig(table).columns.map((column) => ({
    name: column.name,
    type: column.getSQLType(),
    required: column.notNull || column.primary,
  }));
}

const byName = (columns: Column[] | undefined) => columns?.toSorted((a, b) => (a.name < b.name ? -1 : 1));

describe('the tables as the code sees them are those that the migrations make', () => {
  it('no table is missing on either side', async () => {
    const names = tables.map((table) => getTableConfig(table).name).toSorted();
    expect(names.length).toBeGreaterThan(10);
    expect([...(await migrated()).keys()].toSorted()).toEqual(names);
  });

  it.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
    '%s: every column, its type, and whether it may be null',
    async (name, table) => {
      expect(byName((await migrated()).get(name))).toEqual(byName(declared(table)));
    },
  );

  it('every table is STRICT: a value of the wrong type fails at the write', async () => {
    const { results } = await env.DB.prepare('select name, strict from pragma_table_list').all<{
      name: string;
      strict: number;
    }>();
    const strict = new Set(results.filter((table) => table.strict === 1).map((table) => table.name));
    expect(tables.map((table) => getTableConfig(table).name).filter((name) => !strict.has(name))).toEqual([]);
  });

  it('what belongs to a token goes with it', async () => {
    const columns =
      'id, version, type, name, projects, environments, grants, expires_at, created_at, issued_at, secret_number, retrievable';
    await env.DB.batch([
      env.DB.prepare(`insert into tokens (${columns}) values (1, 1, 'admin', 'n', '[]', '[]', '[]', 1, 1, 1, 1, 0)`),
      env.DB.prepare("insert into secrets (digest, token_id, number) values (x'01', 1, 1)"),
      env.DB.prepare("insert into token_facets (facet, token_id) values ('project:web', 1)"),
    ]);
    const rows = async () => {
      const sql = 'select (select count(*) from secrets) + (select count(*) from token_facets) as rows';
      return env.DB.prepare(sql).first<number>('rows');
    };
    expect(await rows()).toBe(2);
    await env.DB.prepare('delete from tokens').run();
    expect(await rows()).toBe(0);
  });
});
