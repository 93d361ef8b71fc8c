import { createRoute } from '@hono/zod-openapi';
import { SigningKeyList } from '../../contract/signing-keys.ts';
import { listKeys } from '../../domain/signing/list.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/signing-keys',
  operationId: 'listSigningKeys',
  tags: ['signing keys'],
  summary: 'List the keys that sign tokens, the one that signs last first',
  security: BEARER,
  middleware: [authenticate(manages('signing_key', 'read'))] as const,
  responses: {
    200: json(SigningKeyList, 'The keys, without their private halves'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    return c.json({ items: await listKeys({ ...services, nowMs }) }, 200);
  });
}
