import { createRoute } from '@hono/zod-openapi';
import { SetupBody, SetupDone } from '../../contract/setup.ts';
import { setUp } from '../../domain/setup/set-up.ts';
import { viewToken } from '../../domain/tokens/view.ts';
import { viewUser } from '../../domain/users/view.ts';
import type { Api } from '../api.ts';
import { addressOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { json, jsonBody, NO_TOKEN, openProblems } from '../describe.ts';
import { fail } from '../errors.ts';
import { requestId } from '../request-id.ts';
import { changeDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/setup',
  operationId: 'setUp',
  tags: ['set-up'],
  summary: 'Make the first person and the first admin token; works once',
  security: NO_TOKEN,
  middleware: [boundedBody] as const,
  request: { body: jsonBody(SetupBody) },
  responses: {
    201: json(SetupDone, 'Done; the secret is told this once'),
    ...openProblems(
      'invalid_request',
      'unauthenticated',
      'conflict',
      'payload_too_large',
      'rate_limited',
      'unavailable',
    ),
  },
});

/** Guesses at the code are limited by address before anything is hashed. */
const WAIT_SECONDS = 60;

export function setup(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const address = addressOf(c);
    if (!(await services.limitSetup(address ?? 'unknown'))) {
      return fail(c, { reason: 'too_many_failures', retryAfterSeconds: WAIT_SECONDS });
    }
    const userAgent = c.req.header('user-agent')?.slice(0, 256) ?? null;
    const from = { origin: new URL(c.req.url).origin, address, userAgent, requestId: requestId(c) };
    const result = await setUp(changeDeps(c), from, c.req.valid('json'));
    if (!result.ok) return fail(c, result.denial);
    const { user, token, secret } = result.value;
    return c.json({ user: viewUser(user), token: viewToken(token, Math.floor(nowMs / 1000)), secret }, 201);
  });
}
