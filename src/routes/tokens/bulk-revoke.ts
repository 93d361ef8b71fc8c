import { createRoute } from '@hono/zod-openapi';
import { BulkRevokeBody, BulkRevoked } from '../../contract/tokens.ts';
import { bulkRevoke as revokeMany } from '../../domain/tokens/bulk-revoke.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { changeDeps } from '../verify-deps.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/revoke',
  operationId: 'revokeTokens',
  tags: ['tokens'],
  summary: 'Revoke all tokens of an owner, a project, a type, or issued before a time',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { body: jsonBody(BulkRevokeBody) },
  responses: {
    200: json(BulkRevoked, 'How many there were'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'payload_too_large'),
  },
});

export function bulkRevoke(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await revokeMany(changeDeps(c), callerOf(c), c.req.valid('json'));
    return result.ok ? c.json({ revoked: result.value }, 200) : fail(c, result.denial);
  });
}
