import { createRoute } from '@hono/zod-openapi';
import { listOf, PlaceListQuery, Project } from '../../contract/places.ts';
import { listProjects } from '../../domain/places/list-projects.ts';
import { viewProject } from '../../domain/places/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/projects',
  operationId: 'listProjects',
  tags: ['places'],
  summary: 'List the projects that one may see, by page, in order of their ids',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  request: { query: PlaceListQuery },
  responses: {
    200: json(listOf(Project, 'ProjectList'), 'A page, and how many there are in all'),
    ...problems('invalid_request', 'wrong_token_type'),
  },
});

export function list(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await listProjects(c.env.services, callerOf(c), c.req.valid('query'));
    if (!result.ok) return fail(c, result.denial);
    return c.json({ ...result.value, items: result.value.items.map(viewProject) }, 200);
  });
}
