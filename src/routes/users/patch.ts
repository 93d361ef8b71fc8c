import { createRoute } from '@hono/zod-openapi';
import { PatchUserBody, User } from '../../contract/people.ts';
import { patchUser } from '../../domain/users/patch.ts';
import { viewUser } from '../../domain/users/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';
import { UserParams } from './params.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/users/{id}',
  operationId: 'updateUser',
  tags: ['people'],
  summary: 'Change a person, give them another root role, or disable them with all of their tokens',
  security: BEARER,
  middleware: [authenticate(manages('user', 'update')), boundedBody] as const,
  request: { params: UserParams, body: jsonBody(PatchUserBody) },
  responses: {
    200: json(User, 'The person as they are now'),
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
    const result = await patchUser(changeDeps(c), callerOf(c), c.req.valid('param').id, c.req.valid('json'));
    return result.ok ? c.json(viewUser(result.value), 200) : fail(c, result.denial);
  });
}
