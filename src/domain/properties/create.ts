import { formatId, makeKey } from '../../contract/ids.ts';
import {
  type CreatePropertyBody,
  MAX_PROPERTIES,
  type Property,
  type PropertyVersion,
} from '../../contract/properties.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { belongsTo, principalOf } from '../people/decide.ts';
import { refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';
import { refuseSize, type ValidateDeps, validate } from './validate.ts';
import { auditedVersion, viewProperty, viewVersion } from './view.ts';

type Deps = ValidateDeps & { properties: Pick<PropertyStore, 'create'> };

/** Two of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 5;

/**
 * Makes a property and its first version, active nowhere. What is wrong with the document is told with it. Denies with
 * `invalid` a project that does not exist and a document that is too large, with `conflict` a name that is taken, with
 * `limit_reached` the 201st of a project.
 */
export async function createProperty(
  deps: Deps,
  caller: Caller,
  { project, name, document, note = null }: CreatePropertyBody,
): Promise<Result<{ property: Property; version: PropertyVersion }, Denial>> {
  if (!belongsTo(principalOf(caller.token), project)) return deny(noProject(project));
  const refusal = refuseInProject(caller, 'property', project, 'create') ?? refuseSize(document);
  if (refusal) return deny(refusal);
  const findings = await validate(deps, { id: null, project }, document, { environment: null, names: true });
  const at = Math.floor(deps.nowMs / 1000);
  const made = { createdBy: actorName(caller.token), createdAt: at };
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const id = makeKey(deps.nowMs, random12Bits());
    const property = { ...made, id, project, name, change: 1, latestVersion: 1 };
    const version = { ...made, propertyId: id, version: 1, document, note, changedAt: at, firstActivatedAt: null };
    const event = eventBy(caller, at, {
      action: 'property.created',
      target: formatId('prp', id),
      project,
      after: auditedVersion(name, version),
    });
    const outcome = await deps.properties.create(property, version, MAX_PROPERTIES, event);
    if (outcome === 'created') {
      return ok({ property: viewProperty({ property, active: [] }), version: viewVersion(version, [], findings) });
    }
    if (outcome === 'project_missing') return deny(noProject(project));
    if (outcome === 'name_taken') {
      return deny({ reason: 'conflict', message: `project ${project} has a property ${name} already` });
    }
    if (outcome === 'limit_reached') {
      return deny({ reason: 'limit_reached', message: `a project has at most ${MAX_PROPERTIES} properties` });
    }
  }
  throw new StorageError(`no property could be made in ${MAX_DRAWS} draws`);
}

function noProject(project: string): Denial {
  return { reason: 'invalid', field: 'project', message: `project ${project} does not exist` };
}
