import type { BucketAction } from '../../contract/grant-words.ts';
import type { Requirement } from '../../contract/grants.ts';
import type { TokenCopy } from '../../contract/token-copy.ts';
import { grants } from './authenticate.ts';
import type { S3Denial } from './denial.ts';
import type { Bucket } from './place.ts';
import type { S3Request } from './read-request.ts';

/** A request that is carried out in a bucket. */
export type LentRequest = S3Request & { bucket: Bucket };

/** Why a token may not do what a request asks, before its body is looked at; null: it may. */
export function refuseRequest(request: LentRequest, copy: TokenCopy): S3Denial | null {
  const { operation, bucket } = request;
  const action = operation.action ?? 'manage';
  if (operation.reach === 'within' && !reachesInto(copy, bucket, action)) {
    return { reason: 'not_granted', need: { resource: 'bucket', name: bucket.name, action } };
  }
  const missing = needsOf(request).find((need) => !grants(copy, need));
  return missing === undefined ? null : { reason: 'not_granted', need: missing };
}

/**
 * What a request needs, all of it; the first that is not granted refuses the request. Nothing for what is asked key by key
 * (`keys`) or is answered by what is granted (`within`, `service`).
 */
function needsOf(request: LentRequest): Requirement[] {
  const { operation, bucket, key, prefix, source, manages } = request;
  const { action, reach } = operation;
  if (action === null) return [];
  const needs: Requirement[] = [];
  if (reach === 'object' && key !== null) needs.push(needOf(bucket, key, action));
  if (reach === 'bucket') needs.push({ resource: 'bucket', name: bucket.name, action });
  if (reach === 'prefix') needs.push(everythingUnder(bucket, prefix, action));
  if (source !== null) needs.push(needOf(source.bucket, source.key, 'read'));
  if (manages)
    needs.push(
      key === null ? { resource: 'bucket', name: bucket.name, action: 'manage' } : needOf(bucket, key, 'manage'),
    );
  return needs;
}

/** What it takes to do something to one object. */
export function needOf({ name }: Bucket, key: string, action: BucketAction): Requirement {
  return { resource: 'bucket', name: `${name}/${key}`, action };
}

/**
 * For a list, which shows all that begins with its prefix: only what covers every such key will do, so the name asked for
 * is one that no grant spells out. `assets/public` covers `public/` and what is in it, but a list of `public` would show
 * `public-keys.txt` too.
 */
function everythingUnder({ name }: Bucket, prefix: string, action: BucketAction): Requirement {
  return { resource: 'bucket', name: `${name}/${prefix}\0`, action };
}

/** Whether the token may do something to anything in the bucket: `action`, or whatever action where that is null. */
export function reachesInto(copy: TokenCopy, bucket: Bucket, action: BucketAction | null): boolean {
  if (action !== null && grants(copy, everythingUnder(bucket, '', action))) return true;
  return (
    copy.projects.length > 0 &&
    copy.grants.some(({ resource, name, actions }) => {
      if (resource !== 'bucket' || (action !== null && !actions.includes(action))) return false;
      return name === '*' || name === bucket.name || name.startsWith(`${bucket.name}/`);
    })
  );
}
