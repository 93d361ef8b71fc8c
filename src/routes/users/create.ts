import { createRoute } from '@hono/zod-openapi';
import { CreateUserBody, User } from '../../contract/people.ts';
import { createUser } from '../../domain/users/create.ts';
import { viewUser } from '../../domain/users/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/users',
  operationId: 'createUser',
  tags: ['people'],
  summary: 'Add a person to the deployment',
  security: BEARER,
  middleware: [authenticate(manages('user', 'create')), boundedBody] as const,
  request: { body: jsonBody(CreateUserBody) },
  responses: {
    201: json(User, 'The person'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'conflict', 'payload_too_large'),
  },
});

export function create(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await createUser({ ...services, nowMs }, callerOf(c), c.req.valid('json'));
    return result.ok ? c.json(viewUser(result.value), 201) : fail(c, result.denial);
  });
}
