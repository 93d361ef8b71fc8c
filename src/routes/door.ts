import type { MiddlewareHandler } from 'hono';
import { CONSOLE_POLICY } from './console/files.ts';
import type { ApiEnv } from './context.ts';
import { problem } from './errors.ts';
import { DOCS_POLICY } from './operation/docs.ts';

/** On every answer: nothing may be framed or sniffed. */
const HEADERS: readonly [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Referrer-Policy', 'no-referrer'],
];
const POLICY = 'Content-Security-Policy';
const PAGE_POLICIES: readonly (string | null)[] = [CONSOLE_POLICY, DOCS_POLICY];
/** Of all that is not a page of ours, which is nearly all: it may do nothing, were it opened as one. */
const STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
/** With all names under `localhost`, which lead nowhere else (RFC 6761 section 6.3). */
const LOOPBACK = /^http:\/\/(?:(?:[a-z0-9_-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$)/;

/** Plain HTTP is refused and never redirected: a redirect would teach clients to send their token in clear first. */
export const door: MiddlewareHandler<ApiEnv> = async function door(c, next) {
  const { url } = c.req;
  if (url.startsWith('https:') || LOOPBACK.test(url)) await next();
  else c.res = problem(c, 'https_required', 'This deployment speaks HTTPS only.');
  const { headers } = c.res;
  for (const [name, value] of HEADERS) headers.set(name, value);
  // Nothing may be kept by a cache but what says so itself.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (!PAGE_POLICIES.includes(headers.get(POLICY))) headers.set(POLICY, STRICT_POLICY);
  const requestId = c.get('requestId');
  if (requestId !== undefined) headers.set('Request-Id', requestId);
};
