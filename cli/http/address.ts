import { usageFailure } from '../failure.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The base address, without a trailing slash; refused when a token sent there would be seen on the way. */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw usageFailure('the address of the deployment is not a URL', 'write it like https://tokens.example.com');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usageFailure('the address of the deployment must hold no password, query or fragment', 'leave them out.');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw usageFailure(`${url.origin} would carry the token in clear`, 'use https://');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** Whether an address is this machine's own. */
export function isLoopback(baseUrl: string): boolean {
  return LOOPBACK.test(new URL(baseUrl).hostname);
}

/**
 * A path whose inserted parts are escaped.
 *
 * @example
 * path`/v1/tokens/${id}/refresh`
 */
export function path(literals: TemplateStringsArray, ...parts: string[]): string {
  const escaped = parts.map((part) => {
    // URL parsers fold `.` and `..` away, however they are escaped: the request would reach another thing.
    if (part === '' || part === '.' || part === '..') throw usageFailure(`"${part}" cannot be a name or an id`);
    return encodeURIComponent(part);
  });
  return String.raw({ raw: literals }, ...escaped);
}
