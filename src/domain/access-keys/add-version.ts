import { type CreateAccessKeyVersionBody, MAX_ACCESS_KEY_VERSIONS } from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { RequestRecord, VersionRecord } from '../../d1/access-keys/find.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { actorName, type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { type FindKeyDeps, findAccessKey } from './find.ts';
import { type SealDeps, sealVersion } from './seal-version.ts';
import { auditVersion } from './view.ts';

export type AddVersionDeps = SealDeps &
  FindKeyDeps & {
    accessKeys: Pick<AccessKeyStore, 'addVersion'>;
    /** Called with the request once it is committed. */
    activateLater: (requestId: number) => void;
  };

/** Each retry means that another change of the very same key has just won. */
const MAX_TRIES = 5;

/**
 * Takes another credential of a key in, to be activated behind the answer. Denies with `conflict` while a version waits
 * for its activation, with `limit_reached` the third, whatever the state of the two.
 */
export async function addKeyVersion(
  deps: AddVersionDeps,
  caller: Caller,
  uid: string,
  credentials: CreateAccessKeyVersionBody,
): Promise<Result<RequestRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findAccessKey(deps, caller, uid, 'update');
    if (!found.ok) return found;
    const { key, versions } = found.value;
    const refusal = refuseAnother(versions);
    if (refusal) return deny(refusal);
    const next = { accessKeyId: key.id, version: key.latestVersion + 1, requestedBy: actorName(caller.token) };
    const made = await sealVersion(
      deps,
      { kind: 'version', project: key.project, request: null, ...next },
      credentials,
    );
    const event = eventBy(caller, made.version.createdAt, {
      action: 'access_key.version_created',
      target: formatId('key', key.id),
      project: key.project,
      after: auditVersion(key, made.version),
    });
    if ((await deps.accessKeys.addVersion(made, MAX_ACCESS_KEY_VERSIONS, event)) === 'created') {
      deps.activateLater(made.request.id);
      return ok(made.request);
    }
  }
  throw new StorageError(`access key ${uid} kept changing under ${MAX_TRIES} tries`);
}

function refuseAnother(versions: readonly VersionRecord[]): Denial | null {
  const pending = versions.find(({ status }) => status === 'PENDING_ACTIVATION');
  if (pending) {
    const message = `action not allowed at this time: version ${pending.version} waits for its activation`;
    return { reason: 'conflict', message };
  }
  if (versions.length < MAX_ACCESS_KEY_VERSIONS) return null;
  const message = `an access key has at most ${MAX_ACCESS_KEY_VERSIONS} versions; one that is deleted counts until it is gone`;
  return { reason: 'limit_reached', message };
}
