import { formatId } from '../../contract/ids.ts';
import { MAX_PROPERTY_VERSIONS, type PropertyVersion, type SaveVersionBody } from '../../contract/properties.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findProperty, findVersion } from './find.ts';
import { refuseSize, type ValidateDeps, validate } from './validate.ts';
import { auditedVersion, viewVersion } from './view.ts';

type Deps = ValidateDeps & {
  properties: Pick<PropertyStore, 'find' | 'findVersion' | 'addVersion' | 'saveVersion'>;
};

const EVERYWHERE = { environment: null, names: true };
/** Each retry means that another change of the very same property has just won. */
const MAX_TRIES = 5;

/** Makes the next version from a whole document. Denies with `limit_reached` the 501st. */
export async function addVersion(
  deps: Deps,
  caller: Caller,
  id: string,
  { document, note = null }: SaveVersionBody,
): Promise<Result<PropertyVersion, Denial>> {
  const at = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findProperty(deps, caller, id, 'update');
    if (!found.ok) return found;
    const tooLarge = refuseSize(document);
    if (tooLarge) return deny(tooLarge);
    const { property } = found.value;
    if (property.latestVersion >= MAX_PROPERTY_VERSIONS) {
      return deny({ reason: 'limit_reached', message: `a property has at most ${MAX_PROPERTY_VERSIONS} versions` });
    }
    const findings = await validate(deps, property, document, EVERYWHERE);
    const version = property.latestVersion + 1;
    const made = { createdBy: actorName(caller.token), createdAt: at, changedAt: at, firstActivatedAt: null };
    const record = { ...made, propertyId: property.id, version, document, note };
    const event = eventBy(caller, at, {
      action: 'property.version_created',
      target: formatId('prp', property.id),
      project: property.project,
      after: auditedVersion(property.name, record),
    });
    if ((await deps.properties.addVersion(property, record, event)) === 'added') {
      return ok(viewVersion(record, [], findings));
    }
  }
  throw new StorageError(`property ${id} kept changing under ${MAX_TRIES} tries`);
}

/** Replaces a version's document whole. Denies with `conflict` once it was active: then it never changes. */
export async function saveVersion(
  deps: Deps,
  caller: Caller,
  id: string,
  number: string,
  { document, note = null }: SaveVersionBody,
): Promise<Result<PropertyVersion, Denial>> {
  const at = Math.floor(deps.nowMs / 1000);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findVersion(deps, caller, id, number, 'update');
    if (!found.ok) return found;
    const { property, version: from } = found.value;
    if (from.firstActivatedAt !== null) {
      const message = `version ${from.version} was active, and never changes; save another`;
      return deny({ reason: 'conflict', message });
    }
    const tooLarge = refuseSize(document);
    if (tooLarge) return deny(tooLarge);
    const findings = await validate(deps, property, document, EVERYWHERE);
    const to = { ...from, document, note, changedAt: at };
    const event = eventBy(caller, at, {
      action: 'property.version_saved',
      target: formatId('prp', property.id),
      project: property.project,
      before: auditedVersion(property.name, from),
      after: auditedVersion(property.name, to),
    });
    if ((await deps.properties.saveVersion(from, to, event)) === 'saved') return ok(viewVersion(to, [], findings));
  }
  throw new StorageError(`version ${number} of ${id} kept changing under ${MAX_TRIES} tries`);
}
