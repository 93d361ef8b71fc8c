import { z } from 'zod';
import { Instant, Slug, shown, text } from './text.ts';

/** A project has so many keys at most, and a key so many versions, whatever their state. */
export const MAX_ACCESS_KEYS = 50;
export const MAX_ACCESS_KEY_VERSIONS = 2;

/** How a key signs: for AWS S3, or for Google Cloud Storage in interoperability mode. */
export const AUTHENTICATION_METHODS = ['AWS4_HMAC_SHA256', 'GOOG4_HMAC_SHA256'] as const;
export type AuthenticationMethod = (typeof AUTHENTICATION_METHODS)[number];
export const SECURITY_NETWORKS = ['STANDARD_TLS', 'ENHANCED_TLS'] as const;
export type SecurityNetwork = (typeof SECURITY_NETWORKS)[number];
export const ADDITIONAL_CDNS = ['RUSSIA_CDN', 'CHINA_CDN'] as const;
export type AdditionalCdn = (typeof ADDITIONAL_CDNS)[number];
export const DEPLOYMENT_STATUSES = ['PENDING_ACTIVATION', 'ACTIVE', 'PENDING_DELETION'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];
export const PROCESSING_STATUSES = ['IN_PROGRESS', 'DONE', 'FAILED'] as const;
export type ProcessingStatus = (typeof PROCESSING_STATUSES)[number];
export const LOOKUP_STATUSES = ['SUBMITTED', 'COMPLETE', 'ERROR'] as const;
export type LookupStatus = (typeof LOOKUP_STATUSES)[number];

/** How many seconds to wait before asking after a request, or a lookup. */
export const REQUEST_RETRY_SECONDS = 5;
export const LOOKUP_RETRY_SECONDS = 10;

export const AccessKeyUid = z.string().max(32).meta({ example: 'key_0000000001a' });
export const RequestId = z.string().max(32).meta({ example: 'akr_0000000001b' });
export const LookupId = z.string().max(32).meta({ example: 'akl_0000000001c' });
export const VersionGuid = z.uuid().meta({ example: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' });
export const VersionNumber = z.coerce.number().int().min(1).max(1_000_000).meta({ example: 1 });

/** What the cloud gave; kept sealed, and never told again. */
const CloudString = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters');
const CloudAccessKeyId = CloudString.refine((id) => !/[/,=]/.test(id), 'must not hold / , or =').meta({
  description: 'The id of the credential, as AWS or Google Cloud gave it.',
  example: 'AKIAIOSFODNN7EXAMPLE',
});
const CloudSecretAccessKey = CloudString.meta({
  description: 'Its secret. Sealed on arrival; no answer ever tells it.',
  example: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
});
const Credentials = z.strictObject({
  cloudAccessKeyId: CloudAccessKeyId,
  cloudSecretAccessKey: CloudSecretAccessKey,
});

const NetworkConfiguration = z.strictObject({
  securityNetwork: z
    .enum(SECURITY_NETWORKS)
    .meta({ description: '`ENHANCED_TLS`: only for properties that are marked `enhancedTls`.' }),
  additionalCdn: z.enum(ADDITIONAL_CDNS).nullable().optional(),
});

export const CreateAccessKeyBody = z
  .strictObject({
    accessKeyName: text(50, 1),
    authenticationMethod: z.enum(AUTHENTICATION_METHODS),
    project: Slug,
    credentials: Credentials,
    networkConfiguration: NetworkConfiguration,
    note: text(255).nullable().optional(),
  })
  .meta({
    id: 'CreateAccessKey',
    example: {
      accessKeyName: 'photos',
      authenticationMethod: 'AWS4_HMAC_SHA256',
      project: 'default',
      credentials: {
        cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        cloudSecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
      networkConfiguration: { securityNetwork: 'STANDARD_TLS' },
    },
  });
export type CreateAccessKeyBody = z.infer<typeof CreateAccessKeyBody>;

export const CreateAccessKeyVersionBody = Credentials.meta({
  id: 'CreateAccessKeyVersion',
  example: {
    cloudAccessKeyId: 'AKIAI44QH8DHBEXAMPLE',
    cloudSecretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
  },
});
export type CreateAccessKeyVersionBody = z.infer<typeof CreateAccessKeyVersionBody>;

/** The answer to what is carried out behind it. */
export const AcceptedRequest = z
  .object({ requestId: RequestId, retryAfter: z.number().int().meta({ description: 'Seconds.', example: 5 }) })
  .meta({ id: 'AcceptedRequest' });

const KeyNetwork = z.object({
  securityNetwork: z.enum(SECURITY_NETWORKS),
  additionalCdn: z.enum(ADDITIONAL_CDNS).nullable(),
});
const RequestedKeySchema = z.object({
  accessKeyName: shown('photos'),
  project: shown('default'),
  authenticationMethod: z.enum(AUTHENTICATION_METHODS),
  networkConfiguration: KeyNetwork,
});
/** What was asked for, without the credentials. */
export type RequestedKey = z.infer<typeof RequestedKeySchema>;

const KeyLink = z.object({ accessKeyUid: AccessKeyUid, link: shown('/v1/access-keys/key_0000000001a') });
const VersionLink = z.object({
  accessKeyUid: AccessKeyUid,
  version: z.number().int(),
  link: shown('/v1/access-keys/key_0000000001a/versions/1'),
});

/** The record of a request for a new key, or a new version of one. */
export const AccessKeyRequest = z
  .object({
    requestId: RequestId,
    request: RequestedKeySchema.nullable().meta({ description: 'Of a new key; null for a new version.' }),
    processingStatus: z.enum(PROCESSING_STATUSES),
    reason: z.string().nullable().meta({ description: 'Why it failed.' }),
    requestedBy: shown('usr_0a1b2c3d4e5'),
    requestDate: Instant,
    accessKey: KeyLink.nullable().meta({ description: 'null until done, and for a new version.' }),
    accessKeyVersion: VersionLink.nullable().meta({ description: 'null until done.' }),
  })
  .meta({ id: 'AccessKeyRequest' });
export type AccessKeyRequest = z.infer<typeof AccessKeyRequest>;

export const AccessKey = z
  .object({
    accessKeyUid: AccessKeyUid,
    project: shown('default'),
    authenticationMethod: z.enum(AUTHENTICATION_METHODS),
    accessKeyName: shown('photos'),
    note: z.string().nullable(),
    createdTime: Instant,
    createdBy: shown('usr_0a1b2c3d4e5'),
    networkConfiguration: KeyNetwork,
    latestVersion: z.number().int(),
  })
  .meta({ id: 'AccessKey' });
export type AccessKey = z.infer<typeof AccessKey>;

export const AccessKeyVersion = z
  .object({
    accessKeyUid: AccessKeyUid,
    versionGuid: VersionGuid,
    version: z.number().int(),
    cloudAccessKeyId: shown('AKIAIOSFODNN7EXAMPLE'),
    deploymentStatus: z.enum(DEPLOYMENT_STATUSES),
    createdBy: shown('usr_0a1b2c3d4e5'),
    createdTime: Instant,
  })
  .meta({ id: 'AccessKeyVersion' });
export type AccessKeyVersion = z.infer<typeof AccessKeyVersion>;
/** At most two: no pages. */
export const AccessKeyVersionList = z.object({ items: z.array(AccessKeyVersion) }).meta({ id: 'AccessKeyVersionList' });

export const ListAccessKeysQuery = z.strictObject({
  project: Slug.optional(),
  versionGuid: VersionGuid.optional().meta({ description: 'Only the key that this version is of.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListAccessKeysQuery = z.infer<typeof ListAccessKeysQuery>;
export const AccessKeyList = z
  .object({ items: z.array(AccessKey), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'AccessKeyList' });

/** A property that signs with a version of a key, and the property's versions that are active. */
export const UsingPropertySchema = z
  .object({
    accessKeyUid: AccessKeyUid,
    version: z.number().int(),
    propertyId: shown('prp_0000000001d'),
    propertyName: shown('photos'),
    productionVersion: z.number().int().nullable(),
    stagingVersion: z.number().int().nullable(),
    environments: z
      .record(z.string(), z.number().int())
      .meta({ description: 'The same for every environment.', example: { staging: 4 } }),
  })
  .meta({ id: 'UsingProperty' });
export type UsingProperty = z.infer<typeof UsingPropertySchema>;
export const UsingPropertyList = z.object({ properties: z.array(UsingPropertySchema) }).meta({ id: 'UsingProperties' });

export const CreateLookupBody = z
  .strictObject({ accessKeyUid: AccessKeyUid, version: z.number().int().min(1).max(1_000_000) })
  .meta({ id: 'CreateAccessKeyLookup', example: { accessKeyUid: 'key_0000000001a', version: 1 } });
export type CreateLookupBody = z.infer<typeof CreateLookupBody>;
export const AcceptedLookup = z
  .object({ lookupId: LookupId, retryAfter: z.number().int().meta({ description: 'Seconds.', example: 10 }) })
  .meta({ id: 'AcceptedLookup' });
export const AccessKeyLookup = z
  .object({
    lookupId: LookupId,
    lookupStatus: z.enum(LOOKUP_STATUSES),
    properties: z.array(UsingPropertySchema).nullable().meta({ description: 'null until complete.' }),
  })
  .meta({ id: 'AccessKeyLookup' });
export type AccessKeyLookup = z.infer<typeof AccessKeyLookup>;

/** The links of answers. */
export function keyLink(uid: string): string {
  return `/v1/access-keys/${uid}`;
}
export function versionLink(uid: string, version: number): string {
  return `${keyLink(uid)}/versions/${version}`;
}
export function requestLink(id: string): string {
  return `/v1/access-keys/requests/${id}`;
}
export function lookupLink(id: string): string {
  return `/v1/access-keys/lookups/${id}`;
}

/** Binds a sealed credential to its key and version, so that it opens for no other. */
export function accessKeyContext(keyId: number, version: number): string {
  return `access-key:${keyId}:${version}`;
}
