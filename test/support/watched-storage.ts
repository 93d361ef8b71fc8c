import { env } from 'cloudflare:workers';
import type { UncheckedEnv } from '../../src/env.ts';

/** One call that leaves the isolate: a D1 query or batch, or a KV operation. */
export type StorageCall = { binding: 'DB' | 'EDGE' | 'ITEMS'; operation: string; sql: string };

/** Called around every storage call of the real bindings, and waited for; what it throws is what the caller sees. */
export type Watcher = {
  before?: (call: StorageCall) => void | Promise<void>;
  after?: (call: StorageCall) => void | Promise<void>;
};

/** The real bindings, every call of which is shown to a watcher first and last. */
export function watchStorage(watcher: Watcher): Pick<UncheckedEnv, 'DB' | 'EDGE' | 'ITEMS'> {
  return {
    DB: watchD1(watcher),
    EDGE: watchKv('EDGE', env.EDGE, watcher),
    ITEMS: watchKv('ITEMS', env.ITEMS, watcher),
  };
}

/** Storage that records its calls. `changes` and `deployment` reads are apart: they are the feed, not the lookup. */
export function recordStorage() {
  const calls: StorageCall[] = [];
  const bindings = watchStorage({
    before: (call) => {
      calls.push(call);
    },
  });
  const count = (matches: (call: StorageCall) => boolean) => calls.filter(matches).length;
  return {
    bindings,
    calls,
    reset: () => calls.splice(0),
    kvReads: () => count(({ binding, operation }) => binding === 'EDGE' && operation.startsWith('get')),
    kvWrites: () => count(({ binding, operation }) => binding === 'EDGE' && operation === 'put'),
    feedReads: () => count((call) => isFeedRead(call)),
    d1Queries: () => count((call) => call.binding === 'DB' && !isFeedRead(call)),
    d1Writes: () => count((call) => call.binding === 'DB' && /\b(insert|update|delete)\b/i.test(call.sql)),
  };
}

function isFeedRead({ sql }: StorageCall): boolean {
  return /from "changes"/.test(sql) && !/\b(insert|update|delete)\b/i.test(sql);
}

/** Storage that fails at its n-th call (1, 2, …), before it has any effect or, with `late`, after it. */
export function failingStorage(n: number, options: { late?: boolean; forEver?: boolean } = {}) {
  const state = { calls: 0, armed: true };
  const strike = () => {
    if (!state.armed || !(options.forEver ? state.calls >= n : state.calls === n)) return;
    throw new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.');
  };
  const bindings = watchStorage({
    before: () => {
      state.calls += 1;
      if (!options.late) strike();
    },
    after: () => {
      if (options.late) strike();
    },
  });
  return { bindings, state };
}

type Statement = D1PreparedStatement;

function watchD1(watcher: Watcher): D1Database {
  const originals = new WeakMap<object, { statement: Statement; sql: string }>();
  const wrap = (statement: Statement, sql: string): Statement => {
    const wrapped = new Proxy(statement, {
      get(target, name) {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), sql);
        return (...args: unknown[]) =>
          around(watcher, { binding: 'DB', operation: String(name), sql }, () => method.apply(target, args));
      },
    });
    originals.set(wrapped, { statement, sql });
    return wrapped;
  };
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => wrap(target.prepare(sql), sql);
      if (name === 'batch') {
        return (statements: Statement[]) => {
          const known = statements.map((statement) => originals.get(statement) ?? { statement, sql: '' });
          const call: StorageCall = { binding: 'DB', operation: 'batch', sql: known.map(({ sql }) => sql).join(';\n') };
          return around(watcher, call, () => target.batch(known.map(({ statement }) => statement)));
        };
      }
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function watchKv(binding: 'EDGE' | 'ITEMS', namespace: KVNamespace, watcher: Watcher): KVNamespace {
  return new Proxy(namespace, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        around(watcher, { binding, operation: String(name), sql: '' }, () => method.apply(target, args));
    },
  });
}

async function around<Answer>(watcher: Watcher, call: StorageCall, run: () => Promise<Answer>): Promise<Answer> {
  await watcher.before?.(call);
  const answer = await run();
  await watcher.after?.(call);
  return answer;
}
