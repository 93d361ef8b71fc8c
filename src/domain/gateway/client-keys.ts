import type { EffectiveDocument } from '../../contract/properties.ts';
import { equalBytes, sha256 } from '../../crypto/digest.ts';

/** Digests are of one length, so that comparing tells nothing of a key's. Made once a document. */
const digests = new WeakMap<EffectiveDocument, Uint8Array[]>();

/** Whether a string is one of a property's client keys. Takes as long whichever it is. */
export function isClientKey(document: EffectiveDocument, presented: string): boolean {
  let keys = digests.get(document);
  if (keys === undefined) {
    keys = (document.clientKeys?.keys ?? []).map((key) => sha256(key));
    digests.set(document, keys);
  }
  const digest = sha256(presented);
  let found = false;
  for (const key of keys) found = equalBytes(key, digest) || found;
  return found;
}
