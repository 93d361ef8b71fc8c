import type { ZodType } from 'zod';
import type { ApiContext } from '../context.ts';
import { background } from '../context.ts';
import { json } from '../describe.ts';

/** A 202: what was asked for comes about behind the answer. */
export function accepted<Schema extends ZodType>(schema: Schema, description: string, example: string) {
  const location = {
    description: 'Where to ask after it.',
    required: true,
    schema: { type: 'string', example },
  } as const;
  return {
    ...json(schema, description),
    headers: { Location: location, 'Retry-After': { $ref: '#/components/headers/Retry-After' } },
  };
}

/** The headers of such an answer. */
export function askAfter(location: string, seconds: number): Record<string, string> {
  return { Location: location, 'Retry-After': String(seconds) };
}

/** What it takes to begin the work behind the answer; what is not begun, a cron takes up. */
export function laterDeps(c: ApiContext) {
  const { services, nowMs } = c.env;
  const inBackground = background(c);
  return {
    ...services,
    nowMs,
    activateLater: (requestId: number) => inBackground(services.enqueueActivation(requestId)),
    answerLater: (lookupId: number) => inBackground(services.enqueueLookup(lookupId)),
  };
}
