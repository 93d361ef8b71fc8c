import { parseId } from '../../contract/ids.ts';
import type { FoundProperty, VersionRecord } from '../../d1/properties/records.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { type ProjectAction, refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';

/** The property with this public id, for who may do this with it; `not_found` also for what is no id at all. */
export async function findProperty(
  { properties }: { properties: Pick<PropertyStore, 'find'> },
  caller: Caller,
  id: string,
  action: ProjectAction,
): Promise<Result<FoundProperty, Denial>> {
  const key = parseId('prp', id);
  const found = key === null ? null : await properties.find(key);
  if (!found) return deny({ reason: 'not_found' });
  const denial = refuseInProject(caller, 'property', found.property.project, action);
  return denial ? deny(denial) : ok(found);
}

/** The same with one of its versions, by its number as the path has it. */
export async function findVersion(
  { properties }: { properties: Pick<PropertyStore, 'find' | 'findVersion'> },
  caller: Caller,
  id: string,
  version: string,
  action: ProjectAction,
): Promise<Result<FoundProperty & { version: VersionRecord }, Denial>> {
  const found = await findProperty({ properties }, caller, id, action);
  if (!found.ok) return found;
  const record = /^[1-9]\d{0,5}$/.test(version)
    ? await properties.findVersion(found.value.property.id, Number(version))
    : null;
  return record ? ok({ ...found.value, version: record }) : deny({ reason: 'not_found' });
}
