import { type CreateAccessKeyBody, MAX_ACCESS_KEYS } from '../../contract/access-keys.ts';
import { formatId, makeKey } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import { random12Bits } from '../../crypto/random.ts';
import type { AccessKeyRecord, RequestRecord } from '../../d1/access-keys/find.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';
import { type SealDeps, sealVersion } from './seal-version.ts';
import { networkOf, viewKey, viewVersion } from './view.ts';

export type CreateKeyDeps = SealDeps & {
  accessKeys: Pick<AccessKeyStore, 'create'>;
  /** Called with the request once it is committed. */
  activateLater: (requestId: number) => void;
};

/** Two of one millisecond draw the same id once in 4,096 times. */
const MAX_DRAWS = 5;

/**
 * Takes a key in, its credential sealed, to be activated behind the answer. Denies who may not make keys in that project,
 * with `conflict` a name that it has already, with `limit_reached` the 51st key.
 */
export async function createAccessKey(
  deps: CreateKeyDeps,
  caller: Caller,
  body: CreateAccessKeyBody,
): Promise<Result<RequestRecord, Denial>> {
  const { project, accessKeyName, credentials } = body;
  const refusal = refuseInProject(caller, 'access_key', project, 'create');
  if (refusal) return deny(refusal);
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const key = newKey(deps, caller, body);
    const { authenticationMethod, id, createdBy: requestedBy } = key;
    const request = { accessKeyName, project, authenticationMethod, networkConfiguration: networkOf(key) };
    const first = { kind: 'key', project, accessKeyId: id, version: 1, request, requestedBy } as const;
    const made = await sealVersion(deps, first, credentials);
    const event = eventBy(caller, key.createdAt, {
      action: 'access_key.created',
      target: formatId('key', id),
      project,
      after: { ...viewVersion(made.version), ...viewKey(key) },
    });
    const outcome = await deps.accessKeys.create({ key, ...made }, MAX_ACCESS_KEYS, event);
    if (outcome === 'created') {
      deps.activateLater(made.request.id);
      return ok(made.request);
    }
    if (outcome !== 'id_taken') return deny(whyNot(outcome, body));
  }
  throw new StorageError(`no access key could be made in ${MAX_DRAWS} draws`);
}

function newKey({ nowMs }: CreateKeyDeps, caller: Caller, body: CreateAccessKeyBody): AccessKeyRecord {
  const { securityNetwork, additionalCdn } = body.networkConfiguration;
  return {
    id: makeKey(nowMs, random12Bits()),
    project: body.project,
    name: body.accessKeyName,
    authenticationMethod: body.authenticationMethod,
    securityNetwork,
    additionalCdn: additionalCdn ?? null,
    note: body.note ?? null,
    latestVersion: 1,
    createdBy: actorName(caller.token),
    createdAt: Math.floor(nowMs / 1000),
  };
}

function whyNot(outcome: 'name_taken' | 'limit_reached' | 'project_missing', body: CreateAccessKeyBody): Denial {
  const { project, accessKeyName } = body;
  switch (outcome) {
    case 'name_taken':
      return { reason: 'conflict', message: `project ${project} has an access key called ${accessKeyName} already` };
    case 'limit_reached':
      return { reason: 'limit_reached', message: `a project has at most ${MAX_ACCESS_KEYS} access keys` };
    case 'project_missing':
      return { reason: 'invalid', field: 'project', message: `project ${project} does not exist` };
  }
}
