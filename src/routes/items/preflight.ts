import { createRoute } from '@hono/zod-openapi';
import { isKnownOrigin } from '../../domain/tokens/origins.ts';
import type { Api } from '../api.ts';
import { NO_TOKEN, openProblems } from '../describe.ts';
import { problem } from '../errors.ts';

/** What browsers ask before a page of another origin may read with a frontend token. */
const PATHS = {
  preflightItem: '/v1/projects/{project}/namespaces/{namespace}/items/{key}',
  preflightItems: '/v1/projects/{project}/namespaces/{namespace}/items',
  preflightSelf: '/v1/tokens/self',
};

const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET',
  'Access-Control-Allow-Headers': 'Authorization, DPoP',
  'Access-Control-Max-Age': '600',
  Vary: 'Origin',
};

/**
 * A preflight carries no token, so it is answered by origin alone: those that any frontend token allows. The request
 * that follows is held to its own token.
 */
export function preflight(api: Api): void {
  for (const [operationId, path] of Object.entries(PATHS)) {
    api.openapi(describePreflight(operationId, path), async (c) => {
      const { services, isolate, nowMs } = c.env;
      const origin = c.req.header('origin');
      if (origin !== undefined && (await isKnownOrigin({ ...services, ...isolate, nowMs }, origin))) {
        return c.body(null, 204, { ...ALLOWED, 'Access-Control-Allow-Origin': origin });
      }
      return problem(c, 'origin_not_allowed', 'No frontend token allows the origin of this request.');
    });
  }
}

/** Described and not checked: whether the thing is there is nothing that a preflight asks. */
function parametersOf(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' as const },
  }));
}

function describePreflight(operationId: string, path: string) {
  return createRoute({
    method: 'options',
    path,
    operationId,
    tags: ['browsers'],
    summary: 'CORS preflight: whether pages of this origin may read here',
    security: NO_TOKEN,
    parameters: parametersOf(path),
    responses: {
      204: { description: 'Allowed from the origin of this request' },
      ...openProblems('origin_not_allowed', 'unavailable'),
    },
  });
}
