/**
 * A request for every operation of S3 as its clients send it, and what it takes, written by hand from S3's manual and the
 * guide, not from the table that is tested: `action name`, where a name with `…` is everything that begins so, `any` is
 * some grant with that action in the bucket, and `-` is never.
 */
export const SAMPLES: readonly [operation: string, request: string, needs: string][] = [
  ['ListBuckets', 'GET /?x-id=ListBuckets', 'nothing'],
  ['HeadBucket', 'HEAD /assets', 'read any'],
  ['HeadBucket', 'HEAD /assets/', 'read any'],
  ['GetBucketLocation', 'GET /assets?location', 'read any'],
  ['GetBucketVersioning', 'GET /assets?versioning=', 'read any'],
  ['ListObjects', 'GET /assets', 'read assets/…'],
  ['ListObjects', 'GET /assets?prefix=public/&delimiter=/&marker=public/a&max-keys=10', 'read assets/public/…'],
  ['ListObjectsV2', 'GET /assets/?list-type=2', 'read assets/…'],
  ['ListObjectsV2', 'GET /assets?list-type=2&prefix=public', 'read assets/public…'],
  [
    'ListObjectsV2',
    'GET /assets?list-type=2&prefix=public/&encoding-type=url&fetch-owner=true&start-after=a&continuation-token=b',
    'read assets/public/…',
  ],
  [
    'ListObjectVersions',
    'GET /assets?versions&prefix=public/&key-marker=a&version-id-marker=b',
    'read assets/public/…',
  ],
  ['ListMultipartUploads', 'GET /assets?uploads', 'read assets/…'],
  ['ListMultipartUploads', 'GET /assets?uploads&prefix=public/a&upload-id-marker=b', 'read assets/public/a…'],
  ['CreateBucket', 'PUT /assets', 'write any'],
  ['DeleteObjects', 'POST /assets?delete', 'nothing'],
  ['GetObject', 'GET /assets/public/a.txt', 'read assets/public/a.txt'],
  ['GetObject', 'GET /assets/public/a%20b?versionId=3&partNumber=1&response-content-type=x', 'read assets/public/a b'],
  ['HeadObject', 'HEAD /assets/public/a.txt', 'read assets/public/a.txt'],
  ['GetObjectAcl', 'GET /assets/public/a.txt?acl', 'read assets/public/a.txt'],
  ['GetObjectAttributes', 'GET /assets/public/a.txt?attributes', 'read assets/public/a.txt'],
  ['GetObjectLegalHold', 'GET /assets/public/a.txt?legal-hold', 'read assets/public/a.txt'],
  ['GetObjectRetention', 'GET /assets/public/a.txt?retention', 'read assets/public/a.txt'],
  ['GetObjectTagging', 'GET /assets/public/a.txt?tagging', 'read assets/public/a.txt'],
  ['GetObjectTorrent', 'GET /assets/public/a.txt?torrent', 'read assets/public/a.txt'],
  ['ListParts', 'GET /assets/public/a.txt?uploadId=u&max-parts=2&part-number-marker=1', 'read assets/public/a.txt'],
  ['SelectObjectContent', 'POST /assets/public/a.txt?select&select-type=2', 'read assets/public/a.txt'],
  ['PutObject', 'PUT /assets/public/a.txt?x-id=PutObject', 'write assets/public/a.txt'],
  ['PutObject', 'PUT /assets/public/ x-amz-storage-class: STANDARD', 'write assets/public/'],
  ['PutObject', 'PUT /assets/public/a x-amz-acl: private', 'write assets/public/a'],
  ['PutObject', 'PUT /assets/public/a x-amz-acl: public-read', 'write assets/public/a, manage assets/public/a'],
  ['PutObject', 'PUT /assets/public/a x-amz-grant-read: id=1', 'write assets/public/a, manage assets/public/a'],
  ['PutObject', 'PUT /assets/public/a x-amz-tagging: a=b', 'write assets/public/a, manage assets/public/a'],
  [
    'PutObject',
    'PUT /assets/public/a x-amz-object-lock-mode: GOVERNANCE',
    'write assets/public/a, manage assets/public/a',
  ],
  [
    'PutObject',
    'PUT /assets/public/a x-amz-website-redirect-location: /b',
    'write assets/public/a, manage assets/public/a',
  ],
  ['CopyObject', 'PUT /assets/public/a x-amz-copy-source: /assets/b', 'write assets/public/a, read assets/b'],
  ['CopyObject', 'PUT /assets/a x-amz-copy-source: docs/x%2Fy?versionId=1', 'write assets/a, read docs/x/y'],
  ['CreateMultipartUpload', 'POST /assets/public/a.txt?uploads', 'write assets/public/a.txt'],
  ['UploadPart', 'PUT /assets/public/a.txt?partNumber=1&uploadId=u', 'write assets/public/a.txt'],
  [
    'UploadPartCopy',
    'PUT /assets/public/a?partNumber=1&uploadId=u x-amz-copy-source: docs/b',
    'write assets/public/a, read docs/b',
  ],
  ['CompleteMultipartUpload', 'POST /assets/public/a.txt?uploadId=u', 'write assets/public/a.txt'],
  ['AbortMultipartUpload', 'DELETE /assets/public/a.txt?uploadId=u', 'write assets/public/a.txt'],
  ['DeleteObject', 'DELETE /assets/public/a.txt?versionId=1', 'delete assets/public/a.txt'],
  [
    'DeleteObject',
    'DELETE /assets/public/a x-amz-bypass-governance-retention: true',
    'delete assets/public/a, manage assets/public/a',
  ],
  ['PutObjectAcl', 'PUT /assets/public/a.txt?acl', 'manage assets/public/a.txt'],
  ['PutObjectLegalHold', 'PUT /assets/public/a.txt?legal-hold', 'manage assets/public/a.txt'],
  ['PutObjectRetention', 'PUT /assets/public/a.txt?retention', 'manage assets/public/a.txt'],
  ['PutObjectTagging', 'PUT /assets/public/a.txt?tagging', 'manage assets/public/a.txt'],
  ['DeleteObjectTagging', 'DELETE /assets/public/a.txt?tagging', 'manage assets/public/a.txt'],
  ['RestoreObject', 'POST /assets/public/a.txt?restore', 'manage assets/public/a.txt'],
  ...settings('accelerate', 'GetBucketAccelerateConfiguration', 'PutBucketAccelerateConfiguration'),
  ...settings('acl', 'GetBucketAcl', 'PutBucketAcl'),
  ...settings('cors', 'GetBucketCors', 'PutBucketCors', 'DeleteBucketCors'),
  ...settings('encryption', 'GetBucketEncryption', 'PutBucketEncryption', 'DeleteBucketEncryption'),
  ...settings(
    'intelligent-tiering&id=1',
    'GetBucketIntelligentTieringConfiguration',
    'PutBucketIntelligentTieringConfiguration',
    'DeleteBucketIntelligentTieringConfiguration',
  ),
  ...settings(
    'lifecycle',
    'GetBucketLifecycleConfiguration',
    'PutBucketLifecycleConfiguration',
    'DeleteBucketLifecycle',
  ),
  ...settings(
    'metrics&id=1',
    'GetBucketMetricsConfiguration',
    'PutBucketMetricsConfiguration',
    'DeleteBucketMetricsConfiguration',
  ),
  ...settings('object-lock', 'GetObjectLockConfiguration', 'PutObjectLockConfiguration'),
  ...settings(
    'ownershipControls',
    'GetBucketOwnershipControls',
    'PutBucketOwnershipControls',
    'DeleteBucketOwnershipControls',
  ),
  ...settings('policy', 'GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy'),
  ...settings('policyStatus', 'GetBucketPolicyStatus'),
  ...settings('publicAccessBlock', 'GetPublicAccessBlock', 'PutPublicAccessBlock', 'DeletePublicAccessBlock'),
  ...settings('requestPayment', 'GetBucketRequestPayment', 'PutBucketRequestPayment'),
  ...settings('tagging', 'GetBucketTagging', 'PutBucketTagging', 'DeleteBucketTagging'),
  ['PutBucketVersioning', 'PUT /assets?versioning', 'manage assets'],
  ...settings('website', 'GetBucketWebsite', 'PutBucketWebsite', 'DeleteBucketWebsite'),
];

function settings(by: string, ...operations: string[]): [string, string, string][] {
  return operations.map((name) => {
    const method = /^(?:Get)/.test(name) ? 'GET' : /^Put/.test(name) ? 'PUT' : 'DELETE';
    return [name, `${method} /assets?${by}`, 'manage assets'];
  });
}

/** Requests that are none, or none that is lent. */
export const REFUSED: readonly [request: string, reason: string][] = [
  ['DELETE /assets', 'not_supported'],
  ['POST /assets', 'not_supported'],
  ['POST /', 'not_supported'],
  ['PUT /', 'not_supported'],
  ['PATCH /assets/a', 'not_supported'],
  ['OPTIONS /assets/a', 'not_supported'],
  ['POST /assets/a', 'not_supported'],
  ['GET /assets?replication', 'not_supported'],
  ['PUT /assets?replication', 'not_supported'],
  ['PUT /assets?logging', 'not_supported'],
  ['PUT /assets?notification', 'not_supported'],
  ['PUT /assets?inventory&id=1', 'not_supported'],
  ['PUT /assets?analytics&id=1', 'not_supported'],
  ['GET /assets?session', 'not_supported'],
  ['PUT /assets/a?renameObject', 'not_supported'],
  ['PUT /assets/a?encryption', 'not_supported'],
  ['PUT /assets/a?annotation', 'not_supported'],
  ['GET /assets?made-up', 'not_supported'],
  ['GET /assets/a?made-up=1', 'not_supported'],
  ['GET /assets?acl&policy', 'not_supported'],
  ['GET /assets/a?acl&tagging', 'not_supported'],
  ['GET /assets?list-type=3', 'not_supported'],
  ['GET /assets?list-type=2&list-type=2', 'not_supported'],
  ['GET /assets/a?versionId=1&versionId=2', 'bad_request'],
  ['GET /assets?prefix=public/&prefix=', 'bad_request'],
  ['GET /assets?Prefix=public/', 'not_supported'],
  ['GET /assets/a?list-type=2', 'not_supported'],
  ['PUT /assets/a?versionId=1', 'not_supported'],
  ['PUT /assets/a?partNumber=1', 'not_supported'],
  ['PUT /assets/a x-amz-made-up: 1', 'not_supported'],
  ['PUT /assets/a x-amz-security-token: t', 'not_supported'],
  ['PUT /assets/a x-amz-rename-source: b', 'not_supported'],
  ['PUT /assets/a x-amz-write-offset-bytes: 1', 'not_supported'],
  ['GET /assets/a x-amz-copy-source: assets/b', 'not_supported'],
  ['PUT /assets/a?acl x-amz-copy-source: assets/b', 'not_supported'],
  ['PUT /assets/a x-amz-copy-source: elsewhere/b', 'no_such_bucket'],
  ['PUT /assets/a x-amz-copy-source: assets', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: /assets/', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: //assets/b', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: assets/public/../b', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: assets/public/%2e%2e/b', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: assets/public/%252e%252e/b', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: assets/b?versionId=1&x=2', 'bad_request'],
  ['PUT /assets/a x-amz-copy-source: arn:aws:s3:us-east-1:1:accesspoint/p/object/b', 'no_such_bucket'],
  ['GET /elsewhere', 'no_such_bucket'],
  ['GET /elsewhere/a', 'no_such_bucket'],
  ['GET /%61ssets/a', 'no_such_bucket'],
  ['GET //assets/a', 'no_such_bucket'],
  ['GET /ASSETS/a', 'no_such_bucket'],
  ['GET /assets/public/../a', 'bad_request'],
  ['GET /assets/public/%2e%2e/a', 'bad_request'],
  ['GET /assets/public/.%2E/a', 'bad_request'],
  ['GET /assets/public/./a', 'bad_request'],
  ['GET /assets/..', 'bad_request'],
  ['GET /assets/public/..%2Fa', 'bad_request'],
  ['GET /assets/public/..%5Ca', 'bad_request'],
  ['GET /assets/public/%252e%252e/a', 'bad_request'],
  ['GET /assets/public/%25252e%25252e/a', 'bad_request'],
  ['GET /assets/public%252fa', 'bad_request'],
  ['GET /assets/a%00', 'bad_request'],
  ['GET /assets/a%2500', 'bad_request'],
  ['GET /assets/a%', 'bad_request'],
  ['GET /assets/%C0%AE%C0%AE/a', 'bad_request'],
  [`GET /assets/${'k'.repeat(1025)}`, 'bad_request'],
  ['GET /assets?list-type=2&prefix=public/../', 'bad_request'],
  ['GET /assets?list-type=2&prefix=..', 'bad_request'],
  ['GET /assets?list-type=2&prefix=public/%2500', 'bad_request'],
];

/** A line of the tables above as a request. */
export function requestIn(line: string) {
  const [, method = '', target = '', name, value = ''] = /^(\S+) (\S+)(?: ([\w-]+): (.*))?$/.exec(line) ?? [];
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const query = at < 0 ? '' : target.slice(at + 1);
  const parameters = query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [key = '', ...rest] = pair.split('=');
      return [decodeURIComponent(key), decodeURIComponent(rest.join('='))] as const;
    });
  const headers: [string, string][] = name === undefined ? [] : [[name, value]];
  return { method, path, parameters, headers };
}
