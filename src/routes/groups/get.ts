import { createRoute } from '@hono/zod-openapi';
import { Group } from '../../contract/people.ts';
import { viewGroup } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { GroupParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/groups/{group}',
  operationId: 'getGroup',
  tags: ['people'],
  summary: 'Show an access group',
  security: BEARER,
  middleware: [authenticate(manages('group', 'read', { anywhere: true }))] as const,
  request: { params: GroupParams },
  responses: {
    200: json(Group, 'The group'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const group = await c.env.services.groups.find(c.req.valid('param').group);
    return group ? c.json(viewGroup(group), 200) : fail(c, { reason: 'not_found' });
  });
}
