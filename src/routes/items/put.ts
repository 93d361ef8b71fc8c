import { createRoute } from '@hono/zod-openapi';
import { ItemQuery } from '../../contract/places.ts';
import { putItem, readContentType } from '../../domain/items/put.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ItemParams, reaches } from './access.ts';
import { ANY_BYTES } from './get.ts';

const route = createRoute({
  method: 'put',
  path: '/v1/projects/{project}/namespaces/{namespace}/items/{key}',
  operationId: 'putItem',
  tags: ['items'],
  summary: 'Write an item of any content type; it is kept for the days that its namespace keeps items',
  security: BEARER,
  middleware: [authenticate(reaches('write'))] as const,
  request: { params: ItemParams, query: ItemQuery, body: { content: ANY_BYTES } },
  responses: {
    204: { description: 'Written; other places may see it a minute or more later' },
    ...problems(
      'invalid_request',
      'insufficient_scope',
      'wrong_token_type',
      'wrong_environment',
      'not_found',
      'payload_too_large',
    ),
  },
});

export function put(api: Api): void {
  api.openapi(route, async (c) => {
    const { key, ...named } = c.req.valid('param');
    const place = { ...named, environment: c.req.valid('query').environment };
    const contentType = readContentType(c.req.header('content-type'));
    if (!contentType.ok) return fail(c, contentType.denial);
    const upload = {
      body: c.req.raw.body,
      bytes: lengthOf(c.req.header('content-length')),
      contentType: contentType.value,
    };
    const work = putItem(c.env.services, c.get('presented').copy, place, key, upload);
    // Outlives a sender that hangs up: half a body must be spoilt, not left to look like a whole one.
    c.executionCtx.waitUntil(work.catch(() => undefined));
    const result = await work;
    return result.ok ? c.body(null, 204) : fail(c, result.denial);
  });
}

/** A `Content-Length` as a number; null for none, or nonsense. */
function lengthOf(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
