import { ERROR_CODES } from '../../../contract/error-codes.ts';
import type { Api } from '../../api.ts';

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: '<projects>:<environments>.jtn_<64 hex digits>, or a JWT (RFC 9068)',
  description:
    'A token of this deployment (RFC 6750). One that is bound to a key goes with the scheme `DPoP` instead, and with a proof by that key in the header `DPoP` (RFC 9449).',
} as const;
const BASIC = {
  type: 'http',
  scheme: 'basic',
  description: 'Mail address and password, in UTF-8 (RFC 7617).',
} as const;

const CLIENT = {
  type: 'http',
  scheme: 'basic',
  description:
    'An OAuth client (RFC 6749 section 2.3.1): the id of a token, and its secret. Both may stand in the form instead, as `client_id` and `client_secret`.',
} as const;

const HEADERS = {
  'Request-Id': ['Names the request in the log of the deployment.', 'req_9b2f8c1e-0d52-4f43-9c1a-2f6a4d1c7e55'],
  'WWW-Authenticate': ['How to authenticate, and what was wrong (RFC 6750, RFC 9449).', 'Bearer realm="jeton"'],
  'Retry-After': ['How many seconds to wait before the request is repeated.', '2'],
} as const;

/** What routes refer to by name: the schemes, and what all answers of one sort have in common. */
export function registerComponents({ openAPIRegistry }: Api): void {
  openAPIRegistry.registerComponent('securitySchemes', 'bearer', BEARER);
  openAPIRegistry.registerComponent('securitySchemes', 'basic', BASIC);
  openAPIRegistry.registerComponent('securitySchemes', 'client', CLIENT);
  for (const [name, [description, example]] of Object.entries(HEADERS)) {
    const header = { description, required: true, schema: { type: 'string', example } } as const;
    openAPIRegistry.registerComponent('headers', name, header);
  }
  for (const [code, { status, title, fix }] of Object.entries(ERROR_CODES)) {
    const requestId = HEADERS['Request-Id'][1];
    const value = { type: `urn:jeton:error:${code}`, title, status, detail: `${title}.`, code, fix, requestId };
    openAPIRegistry.registerComponent('examples', code, { summary: title, value });
  }
}
