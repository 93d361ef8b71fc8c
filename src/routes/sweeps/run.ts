import { createRoute } from '@hono/zod-openapi';
import { RunSweepBody, Sweep } from '../../contract/sweeps.ts';
import { actorName } from '../../domain/caller.ts';
import { runSweep } from '../../domain/sweeps/run.ts';
import { viewSweep } from '../../domain/sweeps/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, manages, problems } from '../describe.ts';

/** No body at all is the sweep that warns and purges. */
const body = { content: { 'application/json': { schema: RunSweepBody } } };

const route = createRoute({
  method: 'post',
  path: '/v1/sweeps',
  operationId: 'runSweep',
  tags: ['operation'],
  summary: 'Run a scheduled job now; what one run cannot do goes on by itself',
  security: BEARER,
  middleware: [authenticate(manages('sweep', 'create')), boundedBody] as const,
  request: { body },
  responses: {
    201: json(Sweep, 'The run, with what it counted'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'payload_too_large'),
  },
});

export function run(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { job = 'sweep' } = c.req.valid('json');
    const record = await runSweep({ ...services, nowMs }, job, actorName(callerOf(c).token));
    return c.json(viewSweep(record, Math.floor(nowMs / 1000)), 201);
  });
}
