import { canonicalPath, EMPTY_HASH, STORAGES, UNSIGNED } from '../../crypto/sigv4/canonical.ts';
import { type Signer, signRequest, type ToSign } from '../../crypto/sigv4/sign.ts';

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
 * The headers that sign a request to a storage. Of its own none is signed: they have no say in what the storage does. Nor is
 * a body, for it streams.
 */
export function signOutgoing(
  signer: Signer,
  { hasBody, ...request }: Pick<ToSign, 'method' | 'host' | 'path' | 'query'> & { hasBody: boolean },
  nowMs: number,
): Record<string, string> {
  return signRequest(signer, { ...request, headers: {}, payloadHash: hasBody ? UNSIGNED : EMPTY_HASH }, nowMs);
}

/** The path in the form that is signed, `(` as `%28`, so that nobody can take it for another. */
export function pathFor(signer: Signer, path: string): string {
  return STORAGES.includes(signer.service) ? canonicalPath(path, signer.service) : path;
}
