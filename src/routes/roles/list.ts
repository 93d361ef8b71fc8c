import { createRoute } from '@hono/zod-openapi';
import { RoleList } from '../../contract/people.ts';
import { listRoles } from '../../domain/roles/find.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/roles',
  operationId: 'listRoles',
  tags: ['people'],
  summary: 'List all roles, the built-in ones first, with what each permits',
  security: BEARER,
  middleware: [authenticate(manages('role', 'read', { anywhere: true }))] as const,
  responses: {
    200: json(RoleList, 'The roles'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => c.json({ items: await listRoles(c.env.services) }, 200));
}
