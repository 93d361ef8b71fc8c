import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from './context.ts';
import { fail } from './errors.ts';

/** The largest JSON body that any route needs, twice over: 64 grants with long names are some 20 kB. */
export const MAX_JSON_BYTES = 64 * 1024;

/** Refuses a longer body before anything parses it, whether it says its length or not. */
export const boundedBody: MiddlewareHandler<ApiEnv> = (c, next) =>
  bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => fail(c, { reason: 'too_large', limitBytes: MAX_JSON_BYTES }),
  })(c, next);
