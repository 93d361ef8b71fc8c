import type { D1Call } from '../sweep/order.ts';

interface Metered {
  binding: D1Database;
  calls: D1Call[];
  /** Milliseconds that went into metering: reads are done twice, see `readRaw`. */
  asideMs: () => number;
}

interface Meta {
  rows_read: number;
  rows_written: number;
}

/** D1, and an account of every call. */
export function meterD1(database: D1Database): Metered {
  const calls: D1Call[] = [];
  let asideMs = 0;
  const originals = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();

  const timed = async <Answer>(sqls: string[], run: () => Promise<Answer>, metasOf: (answer: Answer) => Meta[]) => {
    const begin = performance.now();
    const answer = await run();
    const ms = performance.now() - begin;
    const metas = metasOf(answer);
    const sum = (key: keyof Meta) => metas.reduce((total, meta) => total + meta[key], 0);
    const [sql = ''] = sqls;
    calls.push({ sql, statements: sqls.length, ms, rowsRead: sum('rows_read'), rowsWritten: sum('rows_written') });
    return answer;
  };

  /** D1 tells nothing of what `raw` took: a read is done again for its account alone. */
  const readRaw = async (statement: D1PreparedStatement, sql: string): Promise<unknown[]> => {
    const begin = performance.now();
    const rows = await statement.raw();
    const ms = performance.now() - begin;
    const again = performance.now();
    const { meta } = await statement.all();
    asideMs += performance.now() - again;
    calls.push({ sql, statements: 1, ms, rowsRead: meta.rows_read, rowsWritten: 0 });
    return rows;
  };

  /** A write cannot be done twice; what it returns has no two columns of one name. */
  const writeRaw = async (statement: D1PreparedStatement, sql: string): Promise<unknown[]> => {
    const { results } = await timed(
      [sql],
      () => statement.all<Record<string, unknown>>(),
      ({ meta }) => [meta],
    );
    return results.map((row) => Object.values(row));
  };

  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement => {
    const run = (method: 'all' | 'run') => () =>
      timed(
        [sql],
        () => statement[method](),
        ({ meta }) => [meta],
      );
    const methods = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values), sql),
      all: run('all'),
      run: run('run'),
      raw: () => (/^\s*select/i.test(sql) ? readRaw : writeRaw)(statement, sql),
    };
    const wrapped: D1PreparedStatement = Object.assign(Object.create(statement), methods);
    originals.set(wrapped, { statement, sql });
    return wrapped;
  };

  const batch = (statements: D1PreparedStatement[]) => {
    const known = statements.map((statement) => originals.get(statement) ?? { statement, sql: '' });
    return timed(
      known.map(({ sql }) => sql),
      () => database.batch(known.map(({ statement }) => statement)),
      (answers) => answers.map(({ meta }) => meta),
    );
  };

  const prepare = (sql: string) => wrap(database.prepare(sql), sql);
  const binding: D1Database = Object.assign(Object.create(database), { prepare, batch });
  return { binding, calls, asideMs: () => asideMs };
}
