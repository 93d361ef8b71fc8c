import { formatId } from '../../contract/ids.ts';
import type { RouteCopy } from '../../contract/route-copy.ts';
import { formatScopes } from '../../contract/scopes.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';

/** Origins bound all headers together, S3 to 8 KB. A scope that is cut says less than the token may, never more. */
const MAX_SCOPE_LENGTH = 2048;
type Told = Readonly<Record<string, string>>;
const made = new WeakMap<TokenCopy, Told>();
const places = new WeakMap<RouteCopy, Told>();

/** What an origin is told of a token, as headers: the same for every request with it. */
export function identityOf(copy: TokenCopy): Told {
  let headers = made.get(copy);
  if (headers === undefined) {
    headers = describe(copy);
    made.set(copy, headers);
  }
  return headers;
}

function describe({ id, type, owner, grants, clients }: TokenCopy): Told {
  const scope = bounded(formatScopes(grants));
  const [only, ...others] = clients ?? [];
  return {
    'Jeton-Token-Id': formatId('tok', id),
    'Jeton-Token-Type': type,
    ...(owner && { 'Jeton-Owner': formatId('usr', owner.id) }),
    ...(scope !== '' && { 'Jeton-Scope': scope }),
    ...(only && others.length === 0 && { 'Jeton-Client': only.id }),
  };
}

function bounded(scope: string): string {
  if (scope.length <= MAX_SCOPE_LENGTH) return scope;
  return scope.slice(0, scope.lastIndexOf(' ', MAX_SCOPE_LENGTH));
}

/** What an origin is told of the property, with or without a token. */
export function placeOf(copy: RouteCopy): Told {
  let headers = places.get(copy);
  if (headers === undefined) {
    const { propertyId, project, environment } = copy;
    headers = {
      'Jeton-Property': formatId('prp', propertyId),
      'Jeton-Project': project,
      'Jeton-Environment': environment,
    };
    places.set(copy, headers);
  }
  return headers;
}
