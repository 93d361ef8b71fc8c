import { createRoute } from '@hono/zod-openapi';
import { PatchSelfBody, User } from '../../contract/people.ts';
import { patchSelf as change } from '../../domain/users/patch-self.ts';
import { viewUser } from '../../domain/users/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/users/self',
  operationId: 'updateOwnUser',
  tags: ['people'],
  summary: 'Change one’s own name or password, with a personal token',
  security: BEARER,
  middleware: [authenticate({ types: ['personal'], consistency: 'strict' }), boundedBody] as const,
  request: { body: jsonBody(PatchSelfBody) },
  responses: {
    200: json(User, 'The person as they are now'),
    ...problems('invalid_request', 'wrong_token_type', 'not_found', 'conflict', 'payload_too_large'),
  },
});

export function patchSelf(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await change(changeDeps(c), callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewUser(result.value), 200) : fail(c, result.denial);
  });
}
