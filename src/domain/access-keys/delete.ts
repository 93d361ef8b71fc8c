import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findAccessKey } from './find.ts';
import { viewKey } from './view.ts';

type Deps = { accessKeys: Pick<AccessKeyStore, 'find' | 'delete'>; nowMs: number };

/** Each retry means that another change of the very same key has just won. */
const MAX_TRIES = 5;

/** Deletes a key. Denies with `conflict` while a version of it is left, in whatever state. */
export async function deleteAccessKey(deps: Deps, caller: Caller, uid: string): Promise<Result<null, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findAccessKey(deps, caller, uid, 'delete');
    if (!found.ok) return found;
    const { key, versions } = found.value;
    if (versions.length > 0) {
      const left = versions.map(({ version, status }) => `version ${version} (${status})`).join(' and ');
      return deny({
        reason: 'conflict',
        message: `the access key still has ${left}; delete these, and wait until gone`,
      });
    }
    const event = eventBy(caller, Math.floor(deps.nowMs / 1000), {
      action: 'access_key.deleted',
      target: formatId('key', key.id),
      project: key.project,
      before: viewKey(key),
    });
    if (await deps.accessKeys.delete(key.id, event)) return ok(null);
  }
  throw new StorageError(`access key ${uid} kept changing under ${MAX_TRIES} tries`);
}
