import { createRoute } from '@hono/zod-openapi';
import { GroupList, PageOnlyQuery } from '../../contract/people.ts';
import { listGroups } from '../../domain/groups/list.ts';
import { viewGroup } from '../../domain/groups/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/groups',
  operationId: 'listGroups',
  tags: ['people'],
  summary: 'List access groups by page, in order of their ids',
  security: BEARER,
  middleware: [authenticate(manages('group', 'read', { anywhere: true }))] as const,
  request: { query: PageOnlyQuery },
  responses: {
    200: json(GroupList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listGroups(c.env.services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewGroup) }, 200);
  });
}
