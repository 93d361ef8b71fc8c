import { createRoute } from '@hono/zod-openapi';
import { SelfToken } from '../../contract/tokens.ts';
import { viewCopy } from '../../domain/tokens/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, problems } from '../describe.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/tokens/self',
  operationId: 'getSelf',
  tags: ['tokens'],
  summary: 'Who am I: what the presented token may do, and when it ends',
  security: BEARER,
  middleware: [authenticate({ types: null, consistency: 'bounded' })] as const,
  responses: { 200: json(SelfToken, 'The presented token'), ...problems() },
});

export function getSelf(api: Api): void {
  api.openapi(route, (c) => c.json(viewCopy(c.get('presented').copy, Math.floor(c.env.nowMs / 1000)), 200));
}
