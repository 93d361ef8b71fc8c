import { env } from 'cloudflare:workers';
import type { QueueMessage } from '../../src/contract/queue.ts';
import type { UncheckedEnv } from '../../src/env.ts';
import { captureQueue } from './queue.ts';

/** One call that leaves the isolate: a D1 query or batch, a KV operation, a message for the queue. */
export type StorageCall = { binding: 'DB' | 'EDGE' | 'ITEMS' | 'QUEUE'; operation: string; sql: string };

/** Called around every storage call of the real bindings, and waited for; what it throws is what the caller sees. */
export type Watcher = {
  before?: (call: StorageCall) => void | Promise<void>;
  after?: (call: StorageCall) => void | Promise<void>;
};

/** The real bindings, every call of which is shown to a watcher first and last. */
export function watchStorage(
  watcher: Watcher,
  queue: Queue<QueueMessage> = captureQueue().queue,
): Pick<UncheckedEnv, 'DB' | 'EDGE' | 'ITEMS' | 'QUEUE'> {
  return {
    DB: watchD1(watcher),
    EDGE: watchBinding('EDGE', env.EDGE, watcher),
    ITEMS: watchBinding('ITEMS', env.ITEMS, watcher),
    QUEUE: watchBinding('QUEUE', queue, watcher),
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
export function failingStorage(
  n: number,
  options: { late?: boolean; forEver?: boolean; queue?: Queue<QueueMessage> } = {},
) {
  const state = { calls: 0, armed: true };
  const strike = () => {
    if (!state.armed || !(options.forEver ? state.calls >= n : state.calls === n)) return;
    throw new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.');
  };
  const watcher = {
    before: () => {
      state.calls += 1;
      if (!options.late) strike();
    },
    after: () => {
      if (options.late) strike();
    },
  };
  const bindings = watchStorage(watcher, options.queue);
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

function watchBinding<Binding extends object>(
  binding: 'EDGE' | 'ITEMS' | 'QUEUE',
  original: Binding,
  watcher: Watcher,
): Binding {
  return new Proxy(original, {
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
