import { formatId } from '../../contract/ids.ts';
import { type ActivateBody, type Activation, effectiveOf } from '../../contract/properties.ts';
import type { ActivationRefusal } from '../../d1/properties/activations.ts';
import type { FoundProperty, VersionRecord } from '../../d1/properties/records.ts';
import type { PropertyStore } from '../../d1/properties.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';
import { namesOf } from './check-hostnames.ts';
import { activationOf } from './record-activation.ts';
import { type ValidateDeps, validate } from './validate.ts';
import { digestOf, viewActivation } from './view.ts';

export type ActivateDeps = ValidateDeps & {
  properties: Pick<PropertyStore, 'findVersion' | 'listHostnames' | 'findHolder' | 'activate'>;
};

/**
 * Makes a version what an environment runs. Denies with `invalid` what does not exist, with `conflict` a document that has
 * errors there, and a hostname that another holds; then nothing has changed.
 */
export async function activateProperty(
  deps: ActivateDeps,
  caller: Caller,
  found: FoundProperty,
  body: ActivateBody,
): Promise<Result<Activation, Denial> | 'lost_race'> {
  const { property, active: before } = found;
  const { environment } = body;
  const number = body.version === undefined || body.version === 'latest' ? property.latestVersion : body.version;
  const [version, formerly] = await Promise.all([
    deps.properties.findVersion(property.id, number),
    deps.properties.listHostnames(property.id, environment),
  ]);
  if (!version) return deny({ reason: 'invalid', field: 'version', message: `version ${number} does not exist` });
  const { errors } = await validate(deps, property, version.document, { environment, names: true });
  const [first] = errors;
  if (first) return deny({ reason: 'conflict', message: tell(version, first.path, first.message, errors.length) });
  const activation = activationOf(deps, caller, found, body, number);
  const accessKeyVersionGuid = effectiveOf(version.document, environment).signing?.accessKeyVersionGuid ?? null;
  const place = { propertyId: property.id, environment, version: number, accessKeyVersionGuid };
  const active = { ...place, activationId: activation.id, activatedAt: activation.createdAt };
  const names = namesOf(version.document, environment);
  const was = before.find((row) => row.environment === environment);
  const event = eventBy(caller, activation.createdAt, {
    action: 'property.activated',
    target: formatId('prp', property.id),
    project: property.project,
    before: was ? { name: property.name, version: was.version, environment, hostnames: formerly } : null,
    after: { name: property.name, note: activation.note, ...auditedSite(version, environment) },
  });
  const outcome = await deps.properties.activate({ property, version, active, names, formerly, activation }, event);
  if (outcome === 'lost_race') return outcome;
  if (outcome !== 'activated') return deny(await refusalOf(deps, caller, outcome, found, environment, names));
  return ok(viewActivation(property, activation, [active]));
}

/** What becomes active, as the audit trail keeps it. */
function auditedSite({ document, version }: VersionRecord, environment: string): object {
  const { origin, signing } = effectiveOf(document, environment);
  return {
    version,
    environment,
    hostnames: document.hostnames[environment],
    origin: origin.url,
    accessKeyVersionGuid: signing?.accessKeyVersionGuid ?? null,
    document: digestOf(document),
  };
}

function tell({ version }: VersionRecord, path: string, message: string, count: number): string {
  const more = count > 1 ? `; ${count - 1} more` : '';
  return `version ${version} has an error: ${path}: ${message}${more}`;
}

/** What has changed since the document was looked at. Whose a hostname is, only those are told who may see it. */
async function refusalOf(
  { properties }: ActivateDeps,
  caller: Caller,
  refusal: Exclude<ActivationRefusal, 'lost_race'>,
  { property }: FoundProperty,
  environment: string,
  names: readonly { hostname: string }[],
): Promise<Denial> {
  if (refusal === 'environment_missing') {
    return { reason: 'invalid', field: 'environment', message: `environment ${environment} does not exist` };
  }
  if (refusal === 'key_unfit') {
    return { reason: 'conflict', message: 'the access key version that the property signs with can no longer be used' };
  }
  const hostnames = names.map(({ hostname }) => hostname);
  const holder = await properties.findHolder(property.id, environment, hostnames);
  if (holder === null) return { reason: 'conflict', message: 'a hostname was held by another property; try again' };
  const { hostname, propertyId, propertyName } = holder;
  const seen = refuseInProject(caller, 'property', holder.project, 'read') === null;
  const whose = seen ? `property ${propertyName} (${formatId('prp', propertyId)})` : 'another property';
  const where = seen ? ` in ${holder.environment}` : '';
  return { reason: 'conflict', message: `hostname ${hostname} is held by ${whose}${where}` };
}
