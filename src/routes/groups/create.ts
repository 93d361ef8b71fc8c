import { createRoute } from '@hono/zod-openapi';
import { CreateGroupBody, Group } from '../../contract/people.ts';
import { createGroup } from '../../domain/groups/create.ts';
import { viewGroup } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/groups',
  operationId: 'createGroup',
  tags: ['people'],
  summary: 'Create an access group under an id that never changes',
  security: BEARER,
  middleware: [authenticate(manages('group', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateGroupBody) },
  responses: {
    201: json(Group, 'The group'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createGroup({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewGroup(result.value), 201) : fail(c, result.denial);
  });
}
