import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Redeemed, RedeemKey } from '../../contract/shares.ts';
import { redeemShare } from '../../domain/shares/redeem.ts';
import type { Api } from '../api.ts';
import { addressOf } from '../authenticate.ts';
import { json, NO_TOKEN, openProblems } from '../describe.ts';
import { fail } from '../errors.ts';
import { requestId } from '../request-id.ts';
import { changeDeps } from '../verify-deps.ts';

/** Any string: what is no code is answered like one that does not work. */
const Params = z.object({ code: z.string().meta({ description: 'What stands after the # in the link.' }) });
const Headers = z.object({ 'idempotency-key': RedeemKey.optional() });

const route = createRoute({
  method: 'post',
  path: '/v1/shares/{code}/redeem',
  operationId: 'redeemShare',
  tags: ['sharing'],
  summary: 'Use a link: the secret of its token, once; takes no token',
  security: NO_TOKEN,
  request: { params: Params, headers: Headers },
  responses: {
    200: json(Redeemed, 'The token as its holder sees it, and the secret, told this once'),
    ...openProblems('invalid_request', 'https_required', 'not_found', 'rate_limited', 'unavailable'),
  },
});

/** Tries are limited by address before anything is hashed or looked up. */
const WAIT_SECONDS = 60;

export function redeem(api: Api): void {
  api.openapi(route, async (c) => {
    const address = addressOf(c);
    if (!(await c.env.services.limitRedeem(address ?? 'unknown'))) {
      return fail(c, { reason: 'too_many_failures', retryAfterSeconds: WAIT_SECONDS });
    }
    const userAgent = c.req.header('user-agent')?.slice(0, 256) ?? null;
    const visitor = { address, userAgent, requestId: requestId(c) };
    const key = c.req.valid('header')['idempotency-key'] ?? null;
    const result = await redeemShare(changeDeps(c), visitor, c.req.valid('param').code, key);
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
