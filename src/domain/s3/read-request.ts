import { deny, ok, type Result } from '../result.ts';
import { type CopySource, formatCopySource, readCopySource } from './copy-source.ts';
import type { S3Denial } from './denial.ts';
import { type HeaderList, sortHeaders } from './headers.ts';
import { matchOperation, type Parameters } from './match-operation.ts';
import { objectionToKey } from './object-key.ts';
import type { Operation } from './operations.ts';
import { type Bucket, readPlace } from './place.ts';

/** A request as it was signed. */
export type Presented = {
  method: string;
  /** As it stands in the URL. */
  path: string;
  /** Decoded, less those of the signature. */
  parameters: Parameters;
  headers: Iterable<readonly [string, string]>;
};

/** Where the request arrived. */
export type Front = {
  /** The bucket that the host name stands for; null: the path begins with one. */
  hostBucket: string | null;
  buckets: readonly Bucket[];
};

/** A request understood: all that grants are asked about, and all that goes on. */
export type S3Request = {
  operation: Operation;
  bucket: Bucket | null;
  key: string | null;
  /** What a list is asked for; the empty one is everything. */
  prefix: string;
  source: CopySource | null;
  /** Whether its headers change settings, beyond what the operation is for. */
  manages: boolean;
  parameters: Parameters;
  headers: HeaderList;
};

/** Place → headers → operation → key and prefix → source of a copy: the first that is not understood is the answer. */
export function readRequest(presented: Presented, { hostBucket, buckets }: Front): Result<S3Request, S3Denial> {
  const place = readPlace(presented.path, hostBucket, buckets);
  if (!place.ok) return place;
  const hoisted = presented.parameters.filter((parameter) => isHeader(parameter) && !isChecksum(parameter));
  const sorted = sortHeaders([...presented.headers, ...hoisted]);
  if (!sorted.ok) return sorted;
  const { copySource, manages } = sorted.value;
  const asked = presented.parameters.filter((parameter) => !isHeader(parameter));
  const { level } = place.value;
  const matched = matchOperation(presented.method, level, asked, copySource !== null);
  if (!matched.ok) return matched;
  const { operation, parameters } = matched.value;
  const prefix = parameters.find(([name]) => name === 'prefix')?.[1] ?? '';
  const why = objectionToKey(prefix);
  if (why !== null) return deny({ reason: 'bad_request', why: `of the prefix: ${why}` });
  const source = copySource === null ? ok(null) : readCopySource(copySource, buckets);
  if (!source.ok) return source;
  return ok({
    operation,
    bucket: place.value.level === 'service' ? null : place.value.bucket,
    key: place.value.level === 'object' ? place.value.key : null,
    prefix,
    source: source.value,
    manages,
    parameters,
    headers: withSource(sorted.value.kept, source.value),
  });
}

/** Presigning moves headers into the query. */
function isHeader([name]: readonly [string, string]): boolean {
  return name.toLowerCase().startsWith('x-amz-');
}

/** What is presigned has no body yet: AWS's own client puts the checksum of nothing there, and S3 passes over it. */
function isChecksum([name]: readonly [string, string]): boolean {
  return /^x-amz-checksum-(?!mode$)/i.test(name);
}

function withSource(headers: HeaderList, source: CopySource | null): HeaderList {
  return source === null ? headers : [...headers, ['x-amz-copy-source', formatCopySource(source)]];
}
