import { encode } from '../../crypto/sigv4/canonical.ts';
import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';
import { decodeKey, objectionToKey } from './object-key.ts';
import { type Bucket, findBucket, originNameOf } from './place.ts';

/** The object that is copied from. */
export type CopySource = { bucket: Bucket; key: string; versionId: string | null };

/**
 * Reads `x-amz-copy-source`: `/assets/a%20b.txt?versionId=3`, its first slash left out by some. An access point is the
 * bucket of nobody here.
 */
export function readCopySource(value: string, buckets: readonly Bucket[]): Result<CopySource, S3Denial> {
  const parts = /^\/?(?<bucket>[^/?]+)\/(?<key>[^?]+)(?:\?versionId=(?<version>[A-Za-z0-9._~%-]{1,1024}))?$/.exec(
    value,
  );
  const named = decodeKey(parts?.groups?.bucket ?? '');
  const key = decodeKey(parts?.groups?.key ?? '');
  const version = parts?.groups?.version;
  const versionId = version === undefined ? null : decodeKey(version);
  if (!named || !key || (version !== undefined && versionId === null)) {
    return deny({ reason: 'bad_request', why: 'x-amz-copy-source must be a bucket and a key: /assets/a.txt' });
  }
  const why = objectionToKey(key);
  if (why !== null) return deny({ reason: 'bad_request', why: `in x-amz-copy-source, ${why}` });
  const bucket = findBucket(buckets, named);
  return bucket === null ? deny({ reason: 'no_such_bucket' }) : ok({ bucket, key, versionId });
}

/** The header anew, with the bucket's name at the origin. */
export function formatCopySource({ bucket, key, versionId }: CopySource): string {
  const path = `/${originNameOf(bucket)}/${encodeKey(key)}`;
  return versionId === null ? path : `${path}?versionId=${encode(versionId)}`;
}

/** A key as it stands in a path. */
export function encodeKey(key: string): string {
  return key.split('/').map(encode).join('/');
}
