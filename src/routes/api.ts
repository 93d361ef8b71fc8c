import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Isolate } from '../domain/edge/isolate.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import type { Services } from '../services.ts';
import { problem } from './errors.ts';

/** What enters at the top with every request, and is never looked up lower. */
export type Invocation = { services: Services; isolate: Isolate; nowMs: number };

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
export type Api = OpenAPIHono<ApiEnv>;

/** A set of routes. What does not fit a route's schema is answered with `invalid_request`, naming the fields. */
export function createApi(): Api {
  return new OpenAPIHono<ApiEnv>({
    strict: false,
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const errors = result.error.issues.slice(0, 20).map((issue) => ({
        field:
          issue.path.map(String).join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'),
        message: issue.message.slice(0, 200),
      }));
      const detail = errors.map(({ field, message }) => `${field.slice(0, 100)}: ${message}`).join('; ');
      return problem(c, 'invalid_request', detail.slice(0, 500), { errors });
    },
  });
}

/** Lets work finish behind the answer. What fails there is logged, by name only, and made good by a cron. */
export function background(c: ApiContext): (work: Promise<unknown>) => void {
  return (work) =>
    c.executionCtx.waitUntil(
      work.catch((error: unknown) => {
        console.error(JSON.stringify({ message: 'background work failed', error: describe(error) }));
      }),
    );
}

/** An error for the log: names and messages of ours, but never bound values, which may hold digests. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const message = error.name === 'DrizzleQueryError' ? 'query failed' : error.message.slice(0, 300);
  return `${error.name}: ${message}${error.cause === undefined ? '' : ` ← ${describe(error.cause)}`}`;
}
