import type { EffectiveDocument } from '../contract/properties.ts';
import { BEARER, type Possession } from '../domain/dpop/possession.ts';
import { readCredential } from '../incoming.ts';

/** A token and how it came. */
export type Presented = { token: string; possession: Possession };

/** The token of a request: as a bearer token, or with the scheme DPoP and its proof. Null: none. */
export function readToken({ method, headers, url }: Request): Presented | null {
  const credential = readCredential(headers.get('authorization'));
  if (credential === null) return null;
  const { scheme, token } = credential;
  if (scheme === 'bearer') return { token, possession: BEARER };
  return { token, possession: { how: 'proof', proof: headers.get('dpop'), method, url } };
}

/** The client key of a request, which in `Authorization` may also come as a bearer token. Null: none. */
export function readClientKey({ headers }: Request, { clientKeys }: EffectiveDocument): string | null {
  if (clientKeys === null) return null;
  const value = headers.get(clientKeys.header);
  if (value === null || clientKeys.header.toLowerCase() !== 'authorization') return value;
  return /^bearer +(.*)$/i.exec(value)?.[1] ?? value;
}
