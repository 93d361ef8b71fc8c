import type { UsingProperty } from '../../contract/access-keys.ts';
import { formatId } from '../../contract/ids.ts';
import { StorageError } from '../../contract/storage-error.ts';
import type { VersionRecord } from '../../d1/access-keys/find.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import { type Caller, eventBy } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { deny, ok, type Result } from '../result.ts';
import { findVersion, type VersionOfKey } from './find.ts';
import { usingProperties } from './list-uses.ts';
import { auditVersion } from './view.ts';

type Deps = { accessKeys: Pick<AccessKeyStore, 'find' | 'deleteVersion' | 'listUses'>; nowMs: number };

/** Each retry means that another change of the very same version has just won. */
const MAX_TRIES = 5;

/**
 * Marks a version as PENDING_DELETION; a job erases it. One that is marked already stays as it is. Denies with `conflict`
 * while a property that is active anywhere signs with it, and while it waits for its activation.
 */
export async function deleteKeyVersion(
  deps: Deps,
  caller: Caller,
  at: { uid: string; version: number },
): Promise<Result<VersionRecord, Denial>> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const found = await findVersion(deps, caller, at, 'delete');
    if (!found.ok) return found;
    const { key, version } = found.value;
    if (version.status === 'PENDING_DELETION') return ok(version);
    const refusal = await refuseDeletion(deps, found.value);
    if (refusal) return deny(refusal);
    const nowSeconds = Math.floor(deps.nowMs / 1000);
    const leaving: VersionRecord = { ...version, status: 'PENDING_DELETION', statusAt: nowSeconds };
    const event = eventBy(caller, nowSeconds, {
      action: 'access_key.version_deleted',
      target: formatId('key', key.id),
      project: key.project,
      before: auditVersion(key, version),
      after: auditVersion(key, leaving),
    });
    if (await deps.accessKeys.deleteVersion(version, event)) return ok(leaving);
  }
  throw new StorageError(`version ${at.version} of access key ${at.uid} kept changing under ${MAX_TRIES} tries`);
}

async function refuseDeletion(deps: Deps, { key, version }: VersionOfKey): Promise<Denial | null> {
  if (version.status === 'PENDING_ACTIVATION') {
    const message = `action not allowed at this time: version ${version.version} waits for its activation`;
    return { reason: 'conflict', message };
  }
  const uses = await usingProperties(deps, key.id, version.version);
  if (uses.length === 0) return null;
  return { reason: 'conflict', message: `version ${version.version} is used by ${nameUses(uses)}` };
}

/** A sentence's worth: the lookups have them all. */
const NAMED_USES = 5;

/** `property photos (production, staging) and property films (production)`. */
function nameUses(uses: readonly UsingProperty[]): string {
  const named = uses
    .slice(0, NAMED_USES)
    .map(({ propertyName, environments }) => `property ${propertyName} (${Object.keys(environments).join(', ')})`);
  const others = uses.length - named.length;
  return [...named, ...(others > 0 ? [`${others} more`] : [])].join(' and ');
}
