import { parseId } from '../../contract/ids.ts';
import type { KeyWithVersions, RequestRecord, VersionRecord } from '../../d1/access-keys/find.ts';
import type { LookupRecord } from '../../d1/access-keys/lookups.ts';
import type { AccessKeyStore } from '../../d1/access-keys.ts';
import type { Caller } from '../caller.ts';
import type { Denial } from '../denial.ts';
import { type ProjectAction, refuseInProject } from '../people/refuse-in-project.ts';
import { deny, ok, type Result } from '../result.ts';

export type FindKeyDeps = { accessKeys: Pick<AccessKeyStore, 'find'> };
/** One version, and the key that it is of. */
export type VersionOfKey = KeyWithVersions & { version: VersionRecord };

/** The key with this uid and its versions, for who may do this with it; `not_found` also for what is no uid at all. */
export async function findAccessKey(
  { accessKeys }: FindKeyDeps,
  caller: Caller,
  uid: string,
  action: ProjectAction,
): Promise<Result<KeyWithVersions, Denial>> {
  const id = parseId('key', uid);
  const found = id === null ? null : await accessKeys.find(id);
  if (!found) return deny({ reason: 'not_found' });
  const denial = refuseInProject(caller, 'access_key', found.key.project, action);
  return denial ? deny(denial) : ok(found);
}

/** The same for one of its versions, by number. */
export async function findVersion(
  deps: FindKeyDeps,
  caller: Caller,
  at: { uid: string; version: number },
  action: ProjectAction,
): Promise<Result<VersionOfKey, Denial>> {
  const found = await findAccessKey(deps, caller, at.uid, action);
  if (!found.ok) return found;
  const version = found.value.versions.find((each) => each.version === at.version);
  return version ? ok({ ...found.value, version }) : deny({ reason: 'not_found' });
}

/** The record of a request for a key or a version, for who sees the keys of its project. */
export async function findKeyRequest(
  { accessKeys }: { accessKeys: Pick<AccessKeyStore, 'findRequest'> },
  caller: Caller,
  requestId: string,
): Promise<Result<RequestRecord, Denial>> {
  const id = parseId('akr', requestId);
  return visible(caller, id === null ? null : await accessKeys.findRequest(id));
}

/** A lookup, for who sees the keys of its project. */
export async function findKeyLookup(
  { accessKeys }: { accessKeys: Pick<AccessKeyStore, 'findLookup'> },
  caller: Caller,
  lookupId: string,
): Promise<Result<LookupRecord, Denial>> {
  const id = parseId('akl', lookupId);
  return visible(caller, id === null ? null : await accessKeys.findLookup(id));
}

function visible<Found extends { project: string }>(caller: Caller, record: Found | null): Result<Found, Denial> {
  if (!record) return deny({ reason: 'not_found' });
  const denial = refuseInProject(caller, 'access_key', record.project, 'read');
  return denial ? deny(denial) : ok(record);
}
