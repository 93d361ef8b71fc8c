import { formatId } from '../../contract/ids.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findProperty } from './find.ts';
import { viewProperty } from './view.ts';

type Deps = { properties: Pick<PropertyStore, 'find' | 'remove'>; nowMs: number };

/** Deletes a property with all of its versions. Denies with `conflict` while it is active anywhere. */
export async function removeProperty(deps: Deps, caller: Caller, id: string): Promise<Result<null, Denial>> {
  const found = await findProperty(deps, caller, id, 'delete');
  if (!found.ok) return found;
  const { property } = found.value;
  const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
    action: 'property.deleted',
    target: formatId('prp', property.id),
    project: property.project,
    before: viewProperty(found.value),
  });
  if ((await deps.properties.remove(property.id, event)) === 'removed') return ok(null);
  const now = await findProperty(deps, caller, id, 'delete');
  if (!now.ok) return now;
  const where = now.value.active.map(({ environment }) => environment).join(', ');
  const message = where === '' ? 'the property changed in between; try again' : `the property is active in ${where}`;
  return deny({ reason: 'conflict', message });
}
