import { createRoute } from '@hono/zod-openapi';
import { Secret } from '../../contract/tokens.ts';
import { revealSecret } from '../../domain/tokens/reveal.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/{id}/secret',
  operationId: 'revealSecret',
  tags: ['tokens'],
  summary: 'The secret of a retrievable token; every reveal is audited',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: TokenParams },
  responses: {
    200: json(Secret, 'The secret'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function reveal(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const result = await revealSecret({ ...services, nowMs }, callerOf(c), c.req.valid('param').id);
    return result.ok ? c.json(result.value, 200) : fail(c, result.denial);
  });
}
