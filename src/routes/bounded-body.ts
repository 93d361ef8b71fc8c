import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from './context.ts';
import { fail } from './errors.ts';

/** The largest JSON body that nearly any route needs, twice over: 64 grants with long names are some 20 kB. */
export const MAX_JSON_BYTES = 64 * 1024;

/** Refuses a body of more bytes before anything parses it, whether it says its length or not. */
export function boundedTo(maxBytes: number): MiddlewareHandler<ApiEnv> {
  return (c, next) =>
    bodyLimit({
      maxSize: maxBytes,
      onError: () => fail(c, { reason: 'too_large', limitBytes: maxBytes }),
    })(c, next);
}

/** The bound of all routes but those that take many things at once. */
export const boundedBody = boundedTo(MAX_JSON_BYTES);
