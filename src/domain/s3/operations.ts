import type { BucketAction } from '../../contract/grant-words.ts';

/**
 * What an operation touches, and so what its grant must name: one object; every key that begins with the `prefix` it asks
 * for; the bucket itself; the keys in its body; or anything in the bucket, any bucket: then some grant is enough.
 */
export type Reach = 'object' | 'prefix' | 'bucket' | 'keys' | 'within' | 'service';

/** None; one that streams; an XML document, read before it goes on. */
export type BodyKind = 'none' | 'stream' | 'document';

export type Operation = {
  /** As S3's API calls it. */
  name: string;
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  level: 'service' | 'bucket' | 'object';
  /** The query parameter that picks it among those of its method; null: it is picked by having none of them. */
  by: string | null;
  /** Whether it is the one of two that has `x-amz-copy-source`. */
  copies: boolean;
  /** Null: known, and not lent. */
  action: BucketAction | null;
  reach: Reach;
  body: BodyKind;
  /** The parameters that it takes besides. */
  takes: readonly string[];
};

type Row = [
  method: Operation['method'],
  level: Operation['level'],
  by: string | null,
  action: BucketAction | null,
  reach: Reach,
  body?: BodyKind,
  takes?: readonly string[],
];

const LIST = ['prefix', 'delimiter', 'encoding-type'];
const PARTS = ['max-parts', 'part-number-marker', 'encoding-type'];
const VERSION = ['versionId'];
const CONFIGURATION = ['id', 'continuation-token'];
const HEADERS_OF_ANSWER = [
  'response-content-type',
  'response-content-language',
  'response-expires',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
];
const OBJECT = [...VERSION, 'partNumber', ...HEADERS_OF_ANSWER];

/**
 * The whole of S3's API. What is not here is refused, and so is what has no action:
 *
 * - settings that send data or notice out of the bucket, to a place that their body names: the origin's key could reach it,
 *   the token must not (replication, logging, inventory, analytics, metadata tables, notification);
 * - what removes buckets, for the property names them; forms in browsers, which are signed in another way; and
 *   what only directory buckets and Object Lambda have.
 */
const ROWS: Record<string, Row> = {
  ListBuckets: ['GET', 'service', null, 'read', 'service', 'none', ['prefix']],
  // The same request, told apart by its endpoint alone.
  WriteGetObjectResponse: ['POST', 'service', null, null, 'service'],

  HeadBucket: ['HEAD', 'bucket', null, 'read', 'within'],
  GetBucketLocation: ['GET', 'bucket', 'location', 'read', 'within'],
  GetBucketVersioning: ['GET', 'bucket', 'versioning', 'read', 'within'],
  ListObjects: ['GET', 'bucket', null, 'read', 'prefix', 'none', [...LIST, 'max-keys', 'marker']],
  ListObjectsV2: [
    'GET',
    'bucket',
    'list-type',
    'read',
    'prefix',
    'none',
    [...LIST, 'max-keys', 'continuation-token', 'start-after', 'fetch-owner'],
  ],
  ListObjectVersions: [
    'GET',
    'bucket',
    'versions',
    'read',
    'prefix',
    'none',
    [...LIST, 'max-keys', 'key-marker', 'version-id-marker'],
  ],
  ListMultipartUploads: [
    'GET',
    'bucket',
    'uploads',
    'read',
    'prefix',
    'none',
    [...LIST, 'max-uploads', 'key-marker', 'upload-id-marker'],
  ],
  DeleteObjects: ['POST', 'bucket', 'delete', 'delete', 'keys', 'document'],
  PostObject: ['POST', 'bucket', null, null, 'bucket'],
  // Answered here: the buckets of a property are there. Some tools ask before each upload.
  CreateBucket: ['PUT', 'bucket', null, 'write', 'within'],
  DeleteBucket: ['DELETE', 'bucket', null, null, 'bucket'],
  CreateSession: ['GET', 'bucket', 'session', null, 'bucket'],

  GetBucketAccelerateConfiguration: ['GET', 'bucket', 'accelerate', 'manage', 'bucket'],
  PutBucketAccelerateConfiguration: ['PUT', 'bucket', 'accelerate', 'manage', 'bucket', 'document'],
  GetBucketAcl: ['GET', 'bucket', 'acl', 'manage', 'bucket'],
  PutBucketAcl: ['PUT', 'bucket', 'acl', 'manage', 'bucket', 'document'],
  GetBucketCors: ['GET', 'bucket', 'cors', 'manage', 'bucket'],
  PutBucketCors: ['PUT', 'bucket', 'cors', 'manage', 'bucket', 'document'],
  DeleteBucketCors: ['DELETE', 'bucket', 'cors', 'manage', 'bucket'],
  GetBucketEncryption: ['GET', 'bucket', 'encryption', 'manage', 'bucket'],
  PutBucketEncryption: ['PUT', 'bucket', 'encryption', 'manage', 'bucket', 'document'],
  DeleteBucketEncryption: ['DELETE', 'bucket', 'encryption', 'manage', 'bucket'],
  GetBucketIntelligentTieringConfiguration: [
    'GET',
    'bucket',
    'intelligent-tiering',
    'manage',
    'bucket',
    'none',
    CONFIGURATION,
  ],
  PutBucketIntelligentTieringConfiguration: [
    'PUT',
    'bucket',
    'intelligent-tiering',
    'manage',
    'bucket',
    'document',
    CONFIGURATION,
  ],
  DeleteBucketIntelligentTieringConfiguration: [
    'DELETE',
    'bucket',
    'intelligent-tiering',
    'manage',
    'bucket',
    'none',
    CONFIGURATION,
  ],
  GetBucketLifecycleConfiguration: ['GET', 'bucket', 'lifecycle', 'manage', 'bucket'],
  PutBucketLifecycleConfiguration: ['PUT', 'bucket', 'lifecycle', 'manage', 'bucket', 'document'],
  DeleteBucketLifecycle: ['DELETE', 'bucket', 'lifecycle', 'manage', 'bucket'],
  GetBucketMetricsConfiguration: ['GET', 'bucket', 'metrics', 'manage', 'bucket', 'none', CONFIGURATION],
  PutBucketMetricsConfiguration: ['PUT', 'bucket', 'metrics', 'manage', 'bucket', 'document', CONFIGURATION],
  DeleteBucketMetricsConfiguration: ['DELETE', 'bucket', 'metrics', 'manage', 'bucket', 'none', CONFIGURATION],
  GetObjectLockConfiguration: ['GET', 'bucket', 'object-lock', 'manage', 'bucket'],
  PutObjectLockConfiguration: ['PUT', 'bucket', 'object-lock', 'manage', 'bucket', 'document'],
  GetBucketOwnershipControls: ['GET', 'bucket', 'ownershipControls', 'manage', 'bucket'],
  PutBucketOwnershipControls: ['PUT', 'bucket', 'ownershipControls', 'manage', 'bucket', 'document'],
  DeleteBucketOwnershipControls: ['DELETE', 'bucket', 'ownershipControls', 'manage', 'bucket'],
  GetBucketPolicy: ['GET', 'bucket', 'policy', 'manage', 'bucket'],
  PutBucketPolicy: ['PUT', 'bucket', 'policy', 'manage', 'bucket', 'document'],
  DeleteBucketPolicy: ['DELETE', 'bucket', 'policy', 'manage', 'bucket'],
  GetBucketPolicyStatus: ['GET', 'bucket', 'policyStatus', 'manage', 'bucket'],
  GetPublicAccessBlock: ['GET', 'bucket', 'publicAccessBlock', 'manage', 'bucket'],
  PutPublicAccessBlock: ['PUT', 'bucket', 'publicAccessBlock', 'manage', 'bucket', 'document'],
  DeletePublicAccessBlock: ['DELETE', 'bucket', 'publicAccessBlock', 'manage', 'bucket'],
  GetBucketRequestPayment: ['GET', 'bucket', 'requestPayment', 'manage', 'bucket'],
  PutBucketRequestPayment: ['PUT', 'bucket', 'requestPayment', 'manage', 'bucket', 'document'],
  GetBucketTagging: ['GET', 'bucket', 'tagging', 'manage', 'bucket'],
  PutBucketTagging: ['PUT', 'bucket', 'tagging', 'manage', 'bucket', 'document'],
  DeleteBucketTagging: ['DELETE', 'bucket', 'tagging', 'manage', 'bucket'],
  PutBucketVersioning: ['PUT', 'bucket', 'versioning', 'manage', 'bucket', 'document'],
  GetBucketWebsite: ['GET', 'bucket', 'website', 'manage', 'bucket'],
  PutBucketWebsite: ['PUT', 'bucket', 'website', 'manage', 'bucket', 'document'],
  DeleteBucketWebsite: ['DELETE', 'bucket', 'website', 'manage', 'bucket'],

  GetBucketAbac: ['GET', 'bucket', 'abac', null, 'bucket'],
  PutBucketAbac: ['PUT', 'bucket', 'abac', null, 'bucket'],
  GetBucketAnalyticsConfiguration: ['GET', 'bucket', 'analytics', null, 'bucket'],
  PutBucketAnalyticsConfiguration: ['PUT', 'bucket', 'analytics', null, 'bucket'],
  DeleteBucketAnalyticsConfiguration: ['DELETE', 'bucket', 'analytics', null, 'bucket'],
  GetBucketInventoryConfiguration: ['GET', 'bucket', 'inventory', null, 'bucket'],
  PutBucketInventoryConfiguration: ['PUT', 'bucket', 'inventory', null, 'bucket'],
  DeleteBucketInventoryConfiguration: ['DELETE', 'bucket', 'inventory', null, 'bucket'],
  GetBucketLogging: ['GET', 'bucket', 'logging', null, 'bucket'],
  PutBucketLogging: ['PUT', 'bucket', 'logging', null, 'bucket'],
  GetBucketMetadataConfiguration: ['GET', 'bucket', 'metadataConfiguration', null, 'bucket'],
  CreateBucketMetadataConfiguration: ['POST', 'bucket', 'metadataConfiguration', null, 'bucket'],
  DeleteBucketMetadataConfiguration: ['DELETE', 'bucket', 'metadataConfiguration', null, 'bucket'],
  GetBucketMetadataTableConfiguration: ['GET', 'bucket', 'metadataTable', null, 'bucket'],
  CreateBucketMetadataTableConfiguration: ['POST', 'bucket', 'metadataTable', null, 'bucket'],
  DeleteBucketMetadataTableConfiguration: ['DELETE', 'bucket', 'metadataTable', null, 'bucket'],
  UpdateBucketMetadataAnnotationTableConfiguration: ['PUT', 'bucket', 'metadataAnnotationTable', null, 'bucket'],
  UpdateBucketMetadataInventoryTableConfiguration: ['PUT', 'bucket', 'metadataInventoryTable', null, 'bucket'],
  UpdateBucketMetadataJournalTableConfiguration: ['PUT', 'bucket', 'metadataJournalTable', null, 'bucket'],
  GetBucketNotificationConfiguration: ['GET', 'bucket', 'notification', null, 'bucket'],
  PutBucketNotificationConfiguration: ['PUT', 'bucket', 'notification', null, 'bucket'],
  GetBucketReplication: ['GET', 'bucket', 'replication', null, 'bucket'],
  PutBucketReplication: ['PUT', 'bucket', 'replication', null, 'bucket'],
  DeleteBucketReplication: ['DELETE', 'bucket', 'replication', null, 'bucket'],

  GetObject: ['GET', 'object', null, 'read', 'object', 'none', OBJECT],
  HeadObject: ['HEAD', 'object', null, 'read', 'object', 'none', OBJECT],
  GetObjectAcl: ['GET', 'object', 'acl', 'read', 'object', 'none', VERSION],
  GetObjectAttributes: ['GET', 'object', 'attributes', 'read', 'object', 'none', VERSION],
  GetObjectLegalHold: ['GET', 'object', 'legal-hold', 'read', 'object', 'none', VERSION],
  GetObjectRetention: ['GET', 'object', 'retention', 'read', 'object', 'none', VERSION],
  GetObjectTagging: ['GET', 'object', 'tagging', 'read', 'object', 'none', VERSION],
  GetObjectTorrent: ['GET', 'object', 'torrent', 'read', 'object'],
  ListParts: ['GET', 'object', 'uploadId', 'read', 'object', 'none', PARTS],
  SelectObjectContent: ['POST', 'object', 'select', 'read', 'object', 'document', ['select-type']],
  PutObject: ['PUT', 'object', null, 'write', 'object', 'stream'],
  CopyObject: ['PUT', 'object', null, 'write', 'object'],
  CreateMultipartUpload: ['POST', 'object', 'uploads', 'write', 'object'],
  UploadPart: ['PUT', 'object', 'uploadId', 'write', 'object', 'stream', ['partNumber']],
  UploadPartCopy: ['PUT', 'object', 'uploadId', 'write', 'object', 'none', ['partNumber']],
  CompleteMultipartUpload: ['POST', 'object', 'uploadId', 'write', 'object', 'document'],
  AbortMultipartUpload: ['DELETE', 'object', 'uploadId', 'write', 'object'],
  DeleteObject: ['DELETE', 'object', null, 'delete', 'object', 'none', VERSION],
  PutObjectAcl: ['PUT', 'object', 'acl', 'manage', 'object', 'document', VERSION],
  PutObjectLegalHold: ['PUT', 'object', 'legal-hold', 'manage', 'object', 'document', VERSION],
  PutObjectRetention: ['PUT', 'object', 'retention', 'manage', 'object', 'document', VERSION],
  PutObjectTagging: ['PUT', 'object', 'tagging', 'manage', 'object', 'document', VERSION],
  DeleteObjectTagging: ['DELETE', 'object', 'tagging', 'manage', 'object', 'none', VERSION],
  RestoreObject: ['POST', 'object', 'restore', 'manage', 'object', 'document', VERSION],

  GetObjectAnnotation: ['GET', 'object', 'annotation', null, 'object'],
  PutObjectAnnotation: ['PUT', 'object', 'annotation', null, 'object'],
  DeleteObjectAnnotation: ['DELETE', 'object', 'annotation', null, 'object'],
  RenameObject: ['PUT', 'object', 'renameObject', null, 'object'],
  UpdateObjectEncryption: ['PUT', 'object', 'encryption', null, 'object'],
};

const COPIES: readonly string[] = ['CopyObject', 'UploadPartCopy'];

export const OPERATIONS: readonly Operation[] = Object.entries(ROWS).map(
  ([name, [method, level, by, action, reach, body = 'none', takes = []]]) => {
    return { name, method, level, by, copies: COPIES.includes(name), action, reach, body, takes };
  },
);
