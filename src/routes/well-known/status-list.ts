import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { publishStatusList } from '../../domain/status-lists/publish.ts';
import type { Api } from '../api.ts';
import { background } from '../context.ts';
import { NO_TOKEN, openProblems } from '../describe.ts';
import { fail } from '../errors.ts';

const STATUS_LIST_JWT = 'application/statuslist+jwt';

/** A path parameter is any string: what numbers no list is answered like one that was never opened. */
const Params = z.object({ n: z.string().meta({ example: '1' }) });

const route = createRoute({
  method: 'get',
  path: '/.well-known/status-lists/{n}',
  operationId: 'statusList',
  tags: ['standards'],
  security: NO_TOKEN,
  summary:
    'Which signed tokens are good no more (Token Status List); a signed token says where it stands in which list',
  request: { params: Params },
  responses: {
    200: {
      description: 'The list, signed. It is a JWT whatever `Accept` says (RFC 9110 section 12.4.1)',
      content: { [STATUS_LIST_JWT]: { schema: z.string().meta({ description: 'A Status List Token.' }) } },
    },
    ...openProblems('https_required', 'invalid_request', 'not_found', 'unavailable'),
  },
});

export function statusList(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, isolate, nowMs } = c.env;
    const { signing, publishedLists, feed } = isolate;
    const deps = { ...services, signing, publishedLists, feed, nowMs, background: background(c) };
    const found = await publishStatusList(deps, numberOf(c.req.valid('param').n));
    if (!found) return fail(c, { reason: 'not_found' });
    return c.body(found.jwt, 200, {
      'Content-Type': STATUS_LIST_JWT,
      'Cache-Control': `public, max-age=${found.maxAgeSeconds}`,
      'Access-Control-Allow-Origin': '*',
    });
  });
}

/** Infinity, which is above every list, for what is no number of one. */
function numberOf(n: string): number {
  return /^[1-9]\d{0,8}$/.test(n) ? Number(n) : Number.POSITIVE_INFINITY;
}
