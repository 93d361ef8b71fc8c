import { createRoute } from '@hono/zod-openapi';
import { CreateRoleBody, Role } from '../../contract/people.ts';
import { createRole } from '../../domain/roles/create.ts';
import { viewRole } from '../../domain/roles/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/roles',
  operationId: 'createRole',
  tags: ['people'],
  summary: 'Create a role: a set of permissions under a name that never changes',
  security: BEARER,
  middleware: [authenticate(manages('role', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateRoleBody) },
  responses: {
    201: json(Role, 'The role'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createRole({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewRole(result.value), 201) : fail(c, result.denial);
  });
}
