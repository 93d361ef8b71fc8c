import type { ActivateBody, Activation } from '../../contract/properties.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import type { Result } from '../result.ts';
import { type ActivateDeps, activateProperty } from './activate.ts';
import { deactivateProperty } from './deactivate.ts';
import { findProperty } from './find.ts';

type Deps = ActivateDeps & {
  properties: Pick<PropertyStore, 'find' | 'deactivate'>;
  /** Called once the change is committed. */
  announceEpoch: () => void;
};

/** Each retry means that another change of the very same property has just won, or an id was drawn twice. */
const MAX_TRIES = 5;

/** Carries out what {@link activateProperty} or {@link deactivateProperty} says, and makes it known. */
export async function changeActivation(
  deps: Deps,
  caller: Caller,
  id: string,
  body: ActivateBody,
): Promise<Result<Activation, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findProperty(deps, caller, id, 'update');
    if (!found.ok) return found;
    const change = body.type === 'ACTIVATE' ? activateProperty : deactivateProperty;
    const result = await change(deps, caller, found.value, body);
    if (result === 'lost_race') continue;
    if (result.ok) deps.announceEpoch();
    return result;
  }
  throw new StorageError(`property ${id} kept changing under ${MAX_TRIES} tries`);
}
