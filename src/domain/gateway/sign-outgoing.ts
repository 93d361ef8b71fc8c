import { canonicalPath, EMPTY_HASH, STORAGES, UNSIGNED } from '../../crypto/sigv4/canonical.ts';
import { type Signer, signRequest } from '../../crypto/sigv4/sign.ts';

/** What a client sends of these is a command to the storage, or a signature of its own: none of it goes on. */
const STORAGE_PREFIX = /^x[-_](?:amz|goog)[-_]/i;

export function isStorageHeader(name: string): boolean {
  return STORAGE_PREFIX.test(name);
}

/** A query without the parameters that sign or command a storage. Those that stay keep their spelling. */
export function withoutStorageParameters(query: string): string {
  return query
    .split('&')
    .filter((pair) => !STORAGE_PREFIX.test(nameOf(pair)))
    .join('&');
}

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1);
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

/**
 * Signs a request to a storage. Of its headers only those that the signature brings are signed: the rest has no say in
 * what the storage does. A body is not, for it streams. The path of `url` becomes the form that is signed, `(` as `%28`,
 * so that nobody can take it for another.
 */
export function signOutgoing(
  signer: Signer,
  { method, url, headers, hasBody }: { method: string; url: URL; headers: Headers; hasBody: boolean },
  nowMs: number,
): void {
  if (STORAGES.includes(signer.service)) url.pathname = canonicalPath(url.pathname, signer.service);
  const payloadHash = hasBody ? UNSIGNED : EMPTY_HASH;
  const added = signRequest(signer, { method, url, headers: {}, payloadHash }, nowMs);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
}
