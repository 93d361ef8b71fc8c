import { formatId } from '../../contract/ids.ts';
import type { RouteCopy } from '../../contract/route-copy.ts';
import { formatScopes } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';

/** Origins bound all headers together, S3 to 8 KB. A scope that is cut says less than the token may, never more. */
const MAX_SCOPE_LENGTH = 2048;
const made = new WeakMap<TokenCopy, readonly (readonly [string, string])[]>();

/** What an origin is told of a token, as headers: the same for every request with it. */
export function identityOf(copy: TokenCopy): readonly (readonly [string, string])[] {
  let headers = made.get(copy);
  if (headers === undefined) {
    headers = describe(copy);
    made.set(copy, headers);
  }
  return headers;
}

function describe({ id, type, owner, grants, clients }: TokenCopy): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [
    ['Jeton-Token-Id', formatId('tok', id)],
    ['Jeton-Token-Type', type],
  ];
  if (owner) headers.push(['Jeton-Owner', formatId('usr', owner.id)]);
  const scope = bounded(formatScopes(grants));
  if (scope !== '') headers.push(['Jeton-Scope', scope]);
  const [only, ...others] = clients ?? [];
  if (only && others.length === 0) headers.push(['Jeton-Client', only.id]);
  return headers;
}

function bounded(scope: string): string {
  if (scope.length <= MAX_SCOPE_LENGTH) return scope;
  return scope.slice(0, scope.lastIndexOf(' ', MAX_SCOPE_LENGTH));
}

/** What an origin is told of the property, with or without a token. */
export function placeOf({ propertyId, project, environment }: RouteCopy): readonly (readonly [string, string])[] {
  return [
    ['Jeton-Property', formatId('prp', propertyId)],
    ['Jeton-Project', project],
    ['Jeton-Environment', environment],
  ];
}
