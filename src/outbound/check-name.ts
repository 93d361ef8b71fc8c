import { nameOf, refuseAddresses } from './public-address.ts';

/** Why a request is not sent: `refused` for where it would go, `failed` since that could not be found out. */
export type Objection = { kind: 'failed' | 'refused'; reason: string };

/**
 * Resolves the name of a URL and objects to one that leads to a private network; null: nothing speaks against it. Asked
 * before every request: yesterday's answer says nothing of today's.
 */
export async function checkName(url: string, resolve: (name: string) => Promise<string[]>): Promise<Objection | null> {
  const name = nameOf(url);
  if (name === null) return null;
  const addresses = await resolve(name).catch(() => null);
  if (addresses === null) return { kind: 'failed', reason: `DNS gave no answer for ${name}` };
  if (addresses.length === 0) return { kind: 'failed', reason: `${name} does not resolve` };
  const refusal = refuseAddresses(addresses);
  return refusal === null ? null : { kind: 'refused', reason: `${name} ${refusal}` };
}
