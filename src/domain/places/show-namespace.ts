import type { TokenCopy } from '../../contract/token-copy.ts';
import type { NamespaceName, NamespaceRecord } from '../../d1/places/namespaces.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { namespacesOf } from './visible-namespaces.ts';

/** A namespace that a token may see; to a token whose grants do not name it, it is not there. */
export async function showNamespace(
  deps: { places: Pick<PlaceStore, 'findNamespace'> },
  token: TokenCopy,
  named: NamespaceName,
): Promise<Result<NamespaceRecord, Denial>> {
  const only = namespacesOf(token, named.project);
  if (!only.ok) return only;
  const hidden = only.value !== null && !only.value.includes(named.name);
  const namespace = hidden ? null : await deps.places.findNamespace(named);
  return namespace ? ok(namespace) : deny({ reason: 'not_found' });
}
