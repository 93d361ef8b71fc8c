import type { PlaceStore } from '../../d1/places.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';

/** The permissions of a role, each once. Denies with `invalid` one that is narrowed to an environment that is not there. */
export async function readPermissions(
  deps: { places: Pick<PlaceStore, 'findMissing'> },
  asked: readonly string[],
): Promise<Result<string[], Denial>> {
  const permissions = [...new Set(asked)];
  const environments = permissions.flatMap((permission) => permission.split('@').slice(1));
  const named = { projects: [], environments: [...new Set(environments)], grants: [] };
  const missing = environments.length === 0 ? null : await deps.places.findMissing(named);
  if (!missing) return ok(permissions);
  return deny({ reason: 'invalid', field: 'permissions', message: `${missing.name} does not exist` });
}
