import { createRoute } from '@hono/zod-openapi';
import { Environment, listOf, PlaceListQuery } from '../../contract/places.ts';
import { listEnvironments } from '../../domain/places/list-environments.ts';
import { viewEnvironment } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, manages, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/environments',
  operationId: 'listEnvironments',
  tags: ['places'],
  summary: 'List environments by page, in order of their ids',
  security: BEARER,
  middleware: [authenticate(manages('environment', 'read', { anywhere: true }))] as const,
  request: { query: PlaceListQuery },
  responses: {
    200: json(listOf(Environment, 'EnvironmentList'), 'A page, and how many there are in all'),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listEnvironments(c.env.services, c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewEnvironment) }, 200);
  });
}
