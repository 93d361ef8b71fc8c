import { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodError } from 'zod';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem } from './errors.ts';

export type Api = OpenAPIHono<ApiEnv>;

/** A set of routes. What does not fit a route's schema is answered with `invalid_request`, naming the fields. */
export function createApi(): Api {
  return new OpenAPIHono<ApiEnv>({
    strict: false,
    defaultHook: (result, c) => (result.success ? undefined : refuseInput(c, result.error)),
  });
}

/** The answer to input that does not fit its schema; what it held is not sent back. */
export function refuseInput(c: ApiContext, error: Pick<ZodError, 'issues'>): Response {
  const errors = error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.map(String).join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'),
    message: issue.message.slice(0, 200),
  }));
  const detail = errors.map(({ field, message }) => `${field.slice(0, 100)}: ${message}`).join('; ');
  return problem(c, 'invalid_request', detail.slice(0, 500), { errors });
}
