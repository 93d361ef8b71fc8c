import type { EffectiveDocument } from '../../contract/properties.ts';
import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';
import { decodeKey, objectionToKey } from './object-key.ts';

export type Bucket = NonNullable<EffectiveDocument['s3']>['buckets'][number];

/** What a request is about: the service, a bucket, or an object in one. */
export type Place =
  | { level: 'service' }
  | { level: 'bucket'; bucket: Bucket }
  | { level: 'object'; bucket: Bucket; key: string };

/**
 * Finds the bucket and the key in a path as it stands in the URL. `hostBucket`: the bucket that the host name stands for,
 * S3's virtual-host style; null where the path begins with one.
 */
export function readPlace(
  path: string,
  hostBucket: string | null,
  buckets: readonly Bucket[],
): Result<Place, S3Denial> {
  if (hostBucket === null && path === '/') return ok({ level: 'service' });
  const end = path.indexOf('/', 1);
  const named = hostBucket ?? path.slice(1, end < 0 ? undefined : end);
  const bucket = findBucket(buckets, named);
  if (bucket === null) return deny({ reason: 'no_such_bucket' });
  const rest = hostBucket === null ? (end < 0 ? '' : path.slice(end + 1)) : path.slice(1);
  if (rest === '') return ok({ level: 'bucket', bucket });
  const key = decodeKey(rest);
  const why = key === null ? 'the path is not UTF-8 that is escaped well' : objectionToKey(key);
  return key === null || why !== null
    ? deny({ reason: 'bad_request', why: why ?? '' })
    : ok({ level: 'object', bucket, key });
}

export function findBucket(buckets: readonly Bucket[], name: string): Bucket | null {
  return buckets.find((bucket) => bucket.name === name) ?? null;
}

/** What the origin calls a bucket. */
export function originNameOf({ name, originBucket }: Bucket): string {
  return originBucket ?? name;
}
