import {
  type AccessKey,
  type AccessKeyLookup,
  type AccessKeyRequest,
  type AccessKeyVersion,
  keyLink,
  type UsingProperty,
  versionLink,
} from '../../contract/access-keys.ts';
import { formatInstant } from '../../contract/expiry.ts';
import { formatId } from '../../contract/ids.ts';
import type { AccessKeyRecord, RequestRecord, UseRecord, VersionRecord } from '../../d1/access-keys/find.ts';
import type { LookupRecord } from '../../d1/access-keys/lookups.ts';

/** A key as people see it. */
export function viewKey(key: AccessKeyRecord): AccessKey {
  const { id, project, authenticationMethod, name, note, createdAt, createdBy, latestVersion } = key;
  return {
    accessKeyUid: formatId('key', id),
    project,
    authenticationMethod,
    accessKeyName: name,
    note,
    createdTime: formatInstant(createdAt),
    createdBy,
    networkConfiguration: networkOf(key),
    latestVersion,
  };
}

/** A version as people see it: the secret is not among what is read of it. */
export function viewVersion(record: VersionRecord): AccessKeyVersion {
  const { accessKeyId, guid, version, cloudAccessKeyId, status, createdBy, createdAt } = record;
  return {
    accessKeyUid: formatId('key', accessKeyId),
    versionGuid: guid,
    version,
    cloudAccessKeyId,
    deploymentStatus: status,
    createdBy,
    createdTime: formatInstant(createdAt),
  };
}

/** A version as the audit trail keeps it, with the name that its key goes by. */
export function auditVersion(key: Pick<AccessKeyRecord, 'name'>, version: VersionRecord): object {
  return { accessKeyName: key.name, ...viewVersion(version) };
}

export function networkOf({ securityNetwork, additionalCdn }: AccessKeyRecord): AccessKey['networkConfiguration'] {
  return { securityNetwork, additionalCdn };
}

/** The record of a request; what came of it is linked once it is done. */
export function viewRequest(record: RequestRecord): AccessKeyRequest {
  const { id, kind, accessKeyId, version, status, reason, request, requestedBy, requestedAt } = record;
  const accessKeyUid = formatId('key', accessKeyId);
  const done = status === 'DONE';
  return {
    requestId: formatId('akr', id),
    request,
    processingStatus: status,
    reason,
    requestedBy,
    requestDate: formatInstant(requestedAt),
    accessKey: done && kind === 'key' ? { accessKeyUid, link: keyLink(accessKeyUid) } : null,
    accessKeyVersion: done ? { accessKeyUid, version, link: versionLink(accessKeyUid, version) } : null,
  };
}

export function viewLookup({ id, status, properties }: LookupRecord): AccessKeyLookup {
  return { lookupId: formatId('akl', id), lookupStatus: status, properties };
}

/** What uses a version, one entry a property; `uses` in order of properties. */
export function viewUses(keyId: number, version: number, uses: readonly UseRecord[]): UsingProperty[] {
  const byProperty = new Map<number, { name: string; environments: Record<string, number> }>();
  for (const { propertyId, propertyName, environment, version: active } of uses) {
    const { environments = {} } = byProperty.get(propertyId) ?? {};
    byProperty.set(propertyId, { name: propertyName, environments: { ...environments, [environment]: active } });
  }
  return [...byProperty].map(([id, { name, environments }]) => ({
    accessKeyUid: formatId('key', keyId),
    version,
    propertyId: formatId('prp', id),
    propertyName: name,
    productionVersion: environments.production ?? null,
    stagingVersion: environments.staging ?? null,
    environments,
  }));
}
