import { createRoute } from '@hono/zod-openapi';
import { AcceptedLookup, CreateLookupBody, LOOKUP_RETRY_SECONDS, lookupLink } from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import { createKeyLookup } from '../../domain/access-keys/look-up.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { boundedBody } from '../bounded-body.ts';
import { BEARER, jsonBody, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { accepted, askAfter, laterDeps } from './accepted.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/access-keys/lookups',
  operationId: 'createAccessKeyLookup',
  tags: ['access keys'],
  summary: 'Ask which active properties sign with a version; the answer is found behind this one',
  security: BEARER,
  middleware: [authenticate(managesItself('strict')), boundedBody] as const,
  request: { body: jsonBody(CreateLookupBody) },
  responses: {
    202: accepted(AcceptedLookup, 'The lookup', lookupLink('akl_0000000001c')),
    ...problems('invalid_request', 'wrong_token_type', 'not_found', 'payload_too_large'),
  },
});

export function createLookup(api: Api): void {
  api.openapi(route, async (c) => {
    const result = await createKeyLookup(laterDeps(c), callerOf(c), c.req.valid('json'));
    if (!result.ok) return fail(c, result.denial);
    const lookupId = formatId('akl', result.value.id);
    const retryAfter = LOOKUP_RETRY_SECONDS;
    return c.json({ lookupId, retryAfter }, 202, askAfter(lookupLink(lookupId), retryAfter));
  });
}
