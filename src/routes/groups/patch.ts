import { createRoute } from '@hono/zod-openapi';
import { Group, PatchGroupBody } from '../../contract/people.ts';
import { patchGroup } from '../../domain/groups/patch.ts';
import { viewGroup } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { GroupParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/groups/{group}',
  operationId: 'updateGroup',
  tags: ['people'],
  summary: 'Rename an access group',
  security: BEARER,
  middleware: [authenticate(manages('group', 'update')), boundedBody] as const,
  request: { params: GroupParams, body: jsonBody(PatchGroupBody) },
  responses: {
    200: json(Group, 'The group as it is now'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { group } = c.req.valid('param');
    const result = await patchGroup({ ...services, nowMs }, callerOf(c), group, c.req.valid('json'));
    return result.ok ? c.json(viewGroup(result.value), 200) : fail(c, result.denial);
  });
}
