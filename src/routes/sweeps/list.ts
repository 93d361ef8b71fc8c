import { createRoute } from '@hono/zod-openapi';
import { ListSweepsQuery, SweepList } from '../../contract/sweeps.ts';
import { listSweeps } from '../../domain/sweeps/list.ts';
import { viewSweep } from '../../domain/sweeps/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/sweeps',
  operationId: 'listSweeps',
  tags: ['operation'],
  summary: 'List the runs of the scheduled jobs, latest first',
  security: BEARER,
  middleware: [authenticate(manages('sweep', 'read'))] as const,
  request: { query: ListSweepsQuery },
  responses: {
    200: json(SweepList, 'A page of runs'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await listSweeps(services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, nextCursor } = result.value;
    return c.json({ items: items.map((record) => viewSweep(record, Math.floor(nowMs / 1000))), nextCursor }, 200);
  });
}
