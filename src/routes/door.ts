import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';
import { problem } from './errors.ts';

/** On every answer: nothing here is a page, nothing may be kept by a cache, nothing may be framed or sniffed. */
const HEADERS: readonly [string, string][] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Referrer-Policy', 'no-referrer'],
];
const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$)/;

/** Plain HTTP is refused and never redirected: a redirect would teach clients to send their token in clear first. */
export const door: MiddlewareHandler<ApiEnv> = async function door(c, next) {
  const { url } = c.req;
  if (url.startsWith('https:') || LOOPBACK.test(url)) await next();
  else c.res = problem(c, 'https_required', 'This deployment speaks HTTPS only.');
  const { headers } = c.res;
  for (const [name, value] of HEADERS) headers.set(name, value);
  const requestId = c.get('requestId');
  if (requestId !== undefined) headers.set('Request-Id', requestId);
};
