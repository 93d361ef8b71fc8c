import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { revokeShare as revokeShareOf } from '../../domain/shares/revoke.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/tokens/{id}/shares/{share}',
  operationId: 'revokeShare',
  tags: ['tokens'],
  summary: 'End an open link; 409 where it has been used',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: TokenParams.extend({ share: z.string().meta({ example: 'shr_0a1b2c3d4e5' }) }) },
  responses: {
    204: { description: 'It no longer works; again is no error' },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function revokeShare(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id, share } = c.req.valid('param');
    const result = await revokeShareOf({ ...services, nowMs }, callerOf(c), id, share);
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}
