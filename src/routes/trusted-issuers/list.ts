import { createRoute } from '@hono/zod-openapi';
import { ListTrustedIssuersQuery, TrustedIssuerList } from '../../contract/trusted-issuers.ts';
import { listTrustedIssuers } from '../../domain/trusted-issuers/list.ts';
import { viewTrustedIssuer } from '../../domain/trusted-issuers/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/trusted-issuers',
  operationId: 'listTrustedIssuers',
  tags: ['trusted issuers'],
  summary: 'List trusted issuers, latest first',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: ListTrustedIssuersQuery },
  responses: {
    200: json(TrustedIssuerList, 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listTrustedIssuers(c.env.services, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    const { items, total, nextCursor } = result.value;
    return c.json({ items: items.map(viewTrustedIssuer), total, nextCursor }, 200);
  });
}
