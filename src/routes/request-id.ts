import type { ApiContext } from './context.ts';

/** The id of this request, drawn when first asked for: most requests never need one. */
export function requestId(c: ApiContext): string {
  const known = c.get('requestId');
  if (known !== undefined) return known;
  const id = `req_${crypto.randomUUID()}`;
  c.set('requestId', id);
  return id;
}
