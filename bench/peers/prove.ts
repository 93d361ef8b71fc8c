import { ask, askFor } from './ask.ts';

/** Where and how a variant is asked. */
export interface Door {
  name: string;
  port: number;
  path: string;
  bearer: string;
  open: boolean;
}

/** Throws unless a variant lets the good token in and refuses one that differs from it by a character, and none. */
export async function proveProtected({ name, port, path, bearer, open }: Door): Promise<void> {
  const { body } = await askFor(200, port, path, { headers: bearing(bearer) });
  if (body !== 'ok') throw new Error(`${name} answered ${body.slice(0, 600)}`);
  if (open) return;
  await askFor(401, port, path, { headers: bearing(spoil(bearer)) });
  const { status } = await ask(port, path);
  if (status !== 401) throw new Error(`${name} answered ${status} to a request without a token`);
}

function bearing(bearer: string): Record<string, string> {
  return { Authorization: `Bearer ${bearer}` };
}

/** Another character near the end: in the secret, the tag or the signature, and as well shaped as before. */
function spoil(bearer: string): string {
  const at = bearer.length - 10;
  return `${bearer.slice(0, at)}${bearer[at] === 'a' ? 'b' : 'a'}${bearer.slice(at + 1)}`;
}
