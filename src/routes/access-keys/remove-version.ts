import { createRoute } from '@hono/zod-openapi';
import { AccessKeyVersion, versionLink } from '../../contract/access-keys.ts';
import { deleteKeyVersion } from '../../domain/access-keys/delete-version.ts';
import { eraseWaitSeconds } from '../../domain/access-keys/erase.ts';
import { viewVersion } from '../../domain/access-keys/view.ts';
import type { Api } from '../api.ts';
import { authenticate, callerOf } from '../authenticate.ts';
import { BEARER, managesItself, problems } from '../describe.ts';
import { fail } from '../errors.ts';
import { accepted, askAfter } from './accepted.ts';
import { VersionParams } from './params.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/access-keys/{uid}/versions/{version}',
  operationId: 'deleteAccessKeyVersion',
  tags: ['access keys'],
  summary: 'Delete a version that no active property signs with; it is gone within five minutes',
  security: BEARER,
  middleware: [authenticate(managesItself('strict'))] as const,
  request: { params: VersionParams },
  responses: {
    202: accepted(AccessKeyVersion, 'The version, PENDING_DELETION', versionLink('key_0000000001a', 1)),
    ...problems('invalid_request', 'insufficient_scope', 'wrong_token_type', 'not_found', 'conflict'),
  },
});

export function removeVersion(api: Api): void {
  api.openapi(route, async (c) => {
    const { services, nowMs } = c.env;
    const { uid, version } = c.req.valid('param');
    const result = await deleteKeyVersion({ ...services, nowMs }, callerOf(c), { uid, version });
    if (!result.ok) return fail(c, result.denial);
    const headers = askAfter(versionLink(uid, version), eraseWaitSeconds(services.stalenessMs));
    return c.json(viewVersion(result.value), 202, headers);
  });
}
