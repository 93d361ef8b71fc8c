import { env } from 'cloudflare:workers';

/** Statements, each with the values that it was last given. */
export type Queries = Map<string, unknown[]>;

/** The real D1, and every statement that it is given. */
export function recordQueries(): { binding: D1Database; queries: Queries } {
  const queries: Queries = new Map();
  const prepare = (sql: string): D1PreparedStatement => {
    const statement = env.DB.prepare(sql);
    const bind = statement.bind.bind(statement);
    queries.set(sql, []);
    statement.bind = (...values) => {
      queries.set(sql, values);
      return bind(...values);
    };
    return statement;
  };
  const binding = new Proxy(env.DB, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { binding, queries };
}

/** What a plan says against a statement: the tables of which it reads every row, and whether it sorts. */
export type Plan = { steps: string[]; scans: string[]; sorts: boolean };

/** Asks SQLite how it runs a statement with these values: which index serves can depend on them. */
export async function planOf(sql: string, values: readonly unknown[]): Promise<Plan> {
  const { results } = await env.DB.prepare(`explain query plan ${sql}`)
    .bind(...values)
    .all<{ detail: string }>();
  const steps = results.map(({ detail }) => detail);
  const computed = steps.flatMap((step) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)$/.exec(step)?.[1] ?? []);
  const fine = (step: string) =>
    FINE.some((known) => known.test(step)) || computed.includes(step.slice('SCAN '.length));
  const scans = steps.filter((step) => step.startsWith('SCAN ') && !fine(step));
  return { steps, scans, sorts: steps.some((step) => step.includes('TEMP B-TREE')) };
}

/** Scans of what is handed in, of tables that hold a bounded number of rows, and of an index of few. */
const FINE = [
  / VIRTUAL TABLE INDEX /,
  /^SCAN (?:CONSTANT ROW|\d+-ROW VALUES CLAUSE)$/,
  /^SCAN (?:deployment|watermarks|subscriptions|signing_keys)$/,
  /^SCAN events USING INDEX events_unsealed$/,
  /^SCAN access_key_(?:requests|lookups) USING (?:COVERING )?INDEX access_key_(?:requests|lookups)_open$/,
  /^SCAN property_activations USING INDEX property_activations_untold$/,
];
