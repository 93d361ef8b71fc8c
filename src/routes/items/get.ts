import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { ItemQuery } from '../../contract/places.ts';
import { getItem } from '../../domain/items/get.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { ItemParams, reaches } from './access.ts';

/** Bytes of any type, streamed. */
export const ANY_BYTES = { '*/*': { schema: z.string().meta({ format: 'binary' }) } };

const route = createRoute({
  method: 'get',
  path: '/v1/projects/{project}/namespaces/{namespace}/items/{key}',
  operationId: 'getItem',
  tags: ['items'],
  summary: 'Read an item, with the content type that it was written with',
  security: BEARER,
  middleware: [authenticate(reaches('read'))] as const,
  request: { params: ItemParams, query: ItemQuery },
  responses: {
    200: { description: 'The item', content: ANY_BYTES },
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'wrong_environment', 'not_found'),
  },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => {
    const { key, ...named } = c.req.valid('param');
    const place = { ...named, environment: c.req.valid('query').environment };
    const result = await getItem(c.env.services, c.get('presented').copy, place, key);
    if (!result.ok) return fail(c, result.denial);
    const { body, contentType } = result.value;
    // Whoever may write items decides their type: none may open as a page of this origin.
    const headers = {
      'Content-Type': contentType ?? 'application/octet-stream',
      'Content-Disposition': 'attachment',
    };
    if (c.req.method !== 'HEAD') return new Response(body, { headers });
    await body.cancel();
    return new Response(null, { headers });
  });
}
