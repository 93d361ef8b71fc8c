import { createRoute } from '@hono/zod-openapi';
import { Share, ShareTokenBody } from '../../contract/shares.ts';
import { shareToken } from '../../domain/shares/share.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, json, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { TokenParams } from './params.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/tokens/{id}/share',
  operationId: 'shareToken',
  tags: ['tokens'],
  summary: 'Mail somebody a link that shows the secret once, within two hours; the mail holds no secret',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { params: TokenParams, body: jsonBody(ShareTokenBody) },
  responses: {
    201: json(Share, 'The link, without its code; the mail is on its way'),
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'not_found',
      'conflict',
      'limit_reached',
      'payload_too_large',
    ),
  },
});

export function share(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { id } = c.req.valid('param');
    const result = await shareToken({ ...services, nowMs }, callerOf(c), id, c.req.valid('json'));
    return result.ok ? c.json(result.value, 201) : fail(c, result.denial);
  });
}
