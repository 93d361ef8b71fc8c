/** On every answer that is the gateway's own, as on those of the API: it may be neither framed nor sniffed nor kept. */
const HEADERS: readonly [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox"],
];

/** Completes an answer that does not come from an origin, and names the request in it. */
export function ownAnswer(response: Response, requestId: string): Response {
  for (const [name, value] of HEADERS) response.headers.set(name, value);
  response.headers.set('Request-Id', requestId);
  return response;
}
