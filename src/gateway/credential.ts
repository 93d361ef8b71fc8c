import type { EffectiveDocument } from '../contract/properties.ts';
import { MAX_SIGNED_LENGTH } from '../contract/signed-tokens.ts';
import { BEARER, type Possession } from '../domain/dpop/possession.ts';

/** A token and how it came. */
export type Presented = { token: string; possession: Possession };

/** The longest token with its scheme; what is longer is not looked at. */
const MAX_AUTHORIZATION_LENGTH = 'Bearer '.length + MAX_SIGNED_LENGTH;

/** The token of a request: a bearer token (RFC 6750 section 2.1), or by the scheme DPoP (RFC 9449 section 7.1). Null: none. */
export function readToken({ method, headers, url }: Request): Presented | null {
  const header = headers.get('authorization');
  if (header === null) return null;
  if (header.length > MAX_AUTHORIZATION_LENGTH) return { token: '', possession: BEARER };
  // Nearly always.
  if (header.startsWith('Bearer ') && header.charCodeAt(7) !== 32)
    return { token: header.slice(7), possession: BEARER };
  const [, scheme, token = ''] = /^(bearer|dpop) +(.*)$/i.exec(header) ?? [];
  if (scheme === undefined) return null;
  if (scheme.toLowerCase() === 'bearer') return { token, possession: BEARER };
  return { token, possession: { how: 'proof', proof: headers.get('dpop'), method, url } };
}

/** The client key of a request, which in `Authorization` may also come as a bearer token. Null: none. */
export function readClientKey({ headers }: Request, { clientKeys }: EffectiveDocument): string | null {
  if (clientKeys === null) return null;
  const value = headers.get(clientKeys.header);
  if (value === null || clientKeys.header.toLowerCase() !== 'authorization') return value;
  return /^bearer +(.*)$/i.exec(value)?.[1] ?? value;
}
