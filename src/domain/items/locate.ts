import type { TokenCopy } from '../../contract/token-copy.ts';
import type { Space } from '../../d1/places/find-space.ts';
import type { PlaceStore } from '../../d1/places.ts';
import type { ItemSpace } from '../../kv/keys.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** Where a request says that its items are; `environment` left out stands for the only one of its token. */
export type Place = { project: string; namespace: string; environment: string | undefined };
type Holder = Pick<TokenCopy, 'environments'>;

/** The space that a place stands for. Denies with `invalid` when the token does not say which environment is meant. */
export function locate(token: Holder, { project, namespace, environment }: Place): Result<ItemSpace, Denial> {
  if (environment !== undefined) return ok({ environment, project, namespace });
  const [only, ...others] = token.environments;
  if (only !== undefined && only !== '*' && others.length === 0) return ok({ environment: only, project, namespace });
  return deny({ reason: 'invalid', field: 'environment', message: 'say which; the token is for more than one' });
}

/** Refuses a space that is not there: names of a missing environment are mistyped, a missing namespace is not found. */
export function refuseMissing({ environmentExists, namespace }: Space, space: ItemSpace): Denial | null {
  if (!environmentExists) {
    return { reason: 'invalid', field: 'environment', message: `environment ${space.environment} does not exist` };
  }
  return namespace ? null : { reason: 'not_found' };
}

/**
 * The same for requests that need nothing else of D1: only a token for every environment can name one that is not
 * there, so the tokens of running systems are spared the query.
 */
export async function refuseMistyped(
  deps: { places: Pick<PlaceStore, 'findSpace'> },
  token: Holder,
  space: ItemSpace,
): Promise<Denial | null> {
  return token.environments.includes('*') ? refuseMissing(await deps.places.findSpace(space), space) : null;
}
