import type { Context } from 'hono';
import type { Isolate } from '../domain/edge/isolate.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import type { Services } from '../services.ts';

/**
 * What enters at the top with every request, and is never looked up lower. `clientId`: the client that the caller is, by
 * its service binding; null for all that comes from elsewhere.
 */
export type Invocation = { services: Services; isolate: Isolate; nowMs: number; clientId: string | null };

export type ApiEnv = {
  Bindings: Invocation;
  Variables: {
    /** The token that the request presented; there once `authenticate` has let it in. */
    presented: Remembered;
    /** Names the request in answers, audit rows and the log; drawn when first asked for. */
    requestId: string | undefined;
  };
};
export type ApiContext = Context<ApiEnv>;

/** Lets work finish behind the answer. What fails there is logged, by name only, and made good by a cron. */
export function background(c: ApiContext): (work: Promise<unknown>) => void {
  return behind(() => c.executionCtx);
}

/** The same, where there is no Hono: `context` is asked for when there is work. */
export function behind(context: () => Pick<ExecutionContext, 'waitUntil'>): (work: Promise<unknown>) => void {
  return (work) =>
    context().waitUntil(
      work.catch((error: unknown) => {
        console.error(JSON.stringify({ message: 'background work failed', error: describe(error) }));
      }),
    );
}

/** An error for the log: names and messages of ours, but never bound values, which may hold digests. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // A failed query's message lists its bound values.
  const message = 'params' in error ? 'a query failed' : error.message.slice(0, 300);
  return `${error.name}: ${message}${error.cause === undefined ? '' : ` ← ${describe(error.cause)}`}`;
}
