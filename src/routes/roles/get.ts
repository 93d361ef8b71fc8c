import { createRoute } from '@hono/zod-openapi';
import { Role } from '../../contract/people.ts';
import { findRole } from '../../domain/roles/find.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { RoleParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/roles/{name}',
  operationId: 'getRole',
  tags: ['people'],
  summary: 'Show a role, with what it permits',
  security: BEARER,
  middleware: [authenticate(manages('role', 'read', { anywhere: true }))] as const,
  request: { params: RoleParams },
  responses: {
    200: json(Role, 'The role'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const role = await findRole(c.env.services, c.req.valid('param').name);
    return role ? c.json(role, 200) : fail(c, { reason: 'not_found' });
  });
}
