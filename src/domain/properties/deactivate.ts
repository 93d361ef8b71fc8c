import { formatId } from '../../contract/ids.ts';
import type { ActivateBody, Activation } from '../../contract/properties.ts';
import type { FoundProperty } from '../../d1/properties/records.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { activationOf } from './record-activation.ts';
import { viewActivation } from './view.ts';

type Deps = { properties: Pick<PropertyStore, 'listHostnames' | 'deactivate'>; nowMs: number };

/** Ends what an environment runs of a property; a version that is named must be that one. */
export async function deactivateProperty(
  deps: Deps,
  caller: Caller,
  found: FoundProperty,
  body: ActivateBody,
): Promise<Result<Activation, Denial> | 'lost_race'> {
  const { property } = found;
  const { environment } = body;
  const active = found.active.find((row) => row.environment === environment);
  if (!active) return deny({ reason: 'conflict', message: `the property is not active in ${environment}` });
  const named = body.version === 'latest' ? property.latestVersion : (body.version ?? active.version);
  if (named !== active.version) {
    const message = `version ${active.version} is active in ${environment}, not version ${named}`;
    return deny({ reason: 'conflict', message });
  }
  const formerly = await deps.properties.listHostnames(property.id, environment);
  const activation = activationOf(deps, caller, found, body, active.version);
  const { name } = property;
  const event = eventBy(caller, activation.createdAt, {
    action: 'property.deactivated',
    target: formatId('prp', property.id),
    project: property.project,
    before: { name, version: active.version, environment, hostnames: formerly },
    after: { name, version: active.version, environment, note: activation.note },
  });
  const outcome = await deps.properties.deactivate({ property, formerly, activation }, event);
  return outcome === 'deactivated' ? ok(viewActivation(property, activation, [])) : 'lost_race';
}
