import { createRoute } from '@hono/zod-openapi';
import { PatchRoleBody, Role } from '../../contract/people.ts';
import { patchRole } from '../../domain/roles/patch.ts';
import { viewRole } from '../../domain/roles/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { RoleParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/roles/{name}',
  operationId: 'updateRole',
  tags: ['people'],
  summary: 'Change what a custom role permits, for all who have it',
  security: BEARER,
  middleware: [authenticate(manages('role', 'update')), boundedBody] as const,
  request: { params: RoleParams, body: jsonBody(PatchRoleBody) },
  responses: {
    200: json(Role, 'The role as it is now'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'payload_too_large',
    ),
  },
});

export function patch(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await patchRole(changeDeps(c), callerOf(c), c.req.valid('param').name, c.req.valid('json'));
    return result.ok ? c.json(viewRole(result.value), 200) : fail(c, result.denial);
  });
}
