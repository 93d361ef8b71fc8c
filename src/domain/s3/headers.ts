import { deny, ok, type Result } from '../result.ts';
import type { S3Denial } from './denial.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What becomes of the headers of a request. */
export type SortedHeaders = {
  /** Those that go on to the origin, lower-case names. */
  kept: HeaderList;
  /** Whether one of them changes a setting: who may only write may not send it. */
  manages: boolean;
  copySource: string | null;
};

/** Headers of HTTP that S3 reads. All that is neither here nor of S3's own stays behind. */
const PLAIN = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-md5',
  'content-type',
  'expires',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'range',
]);

/** Of the signature and the framing of the way here; the way on has its own. */
const SPENT = new Set([
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

type Fate = 'pass' | 'manage';

/** S3's own headers. One that is not here is refused: it might change what we do not know of. */
const OWN: Record<string, Fate> = {
  'x-amz-checksum-mode': 'pass',
  'x-amz-copy-source-if-match': 'pass',
  'x-amz-copy-source-if-modified-since': 'pass',
  'x-amz-copy-source-if-none-match': 'pass',
  'x-amz-copy-source-if-unmodified-since': 'pass',
  'x-amz-copy-source-range': 'pass',
  'x-amz-copy-source-server-side-encryption-customer-algorithm': 'pass',
  'x-amz-copy-source-server-side-encryption-customer-key': 'pass',
  'x-amz-copy-source-server-side-encryption-customer-key-md5': 'pass',
  'x-amz-expected-bucket-owner': 'pass',
  'x-amz-if-match-initiated-time': 'pass',
  'x-amz-if-match-last-modified-time': 'pass',
  'x-amz-if-match-size': 'pass',
  'x-amz-max-parts': 'pass',
  'x-amz-metadata-directive': 'pass',
  'x-amz-mp-object-size': 'pass',
  'x-amz-object-attributes': 'pass',
  'x-amz-optional-object-attributes': 'pass',
  'x-amz-part-number-marker': 'pass',
  'x-amz-server-side-encryption-customer-algorithm': 'pass',
  'x-amz-server-side-encryption-customer-key': 'pass',
  'x-amz-server-side-encryption-customer-key-md5': 'pass',
  'x-amz-source-expected-bucket-owner': 'pass',
  'x-amz-storage-class': 'pass',
  // Who may read it, what becomes of it, whose keys it is encrypted with and who pays.
  'x-amz-acl': 'manage',
  'x-amz-bucket-object-lock-token': 'manage',
  'x-amz-bypass-governance-retention': 'manage',
  'x-amz-confirm-remove-self-bucket-access': 'manage',
  'x-amz-grant-full-control': 'manage',
  'x-amz-grant-read': 'manage',
  'x-amz-grant-read-acp': 'manage',
  'x-amz-grant-write': 'manage',
  'x-amz-grant-write-acp': 'manage',
  'x-amz-object-lock-legal-hold': 'manage',
  'x-amz-object-lock-mode': 'manage',
  'x-amz-object-lock-retain-until-date': 'manage',
  'x-amz-request-payer': 'manage',
  'x-amz-server-side-encryption': 'manage',
  'x-amz-server-side-encryption-aws-kms-key-id': 'manage',
  'x-amz-server-side-encryption-bucket-key-enabled': 'manage',
  'x-amz-server-side-encryption-context': 'manage',
  'x-amz-tagging': 'manage',
  'x-amz-tagging-directive': 'manage',
  'x-amz-transition-default-minimum-object-size': 'manage',
  'x-amz-website-redirect-location': 'manage',
};

/** Values of these that say what holds anyway. */
const HARMLESS: Record<string, readonly string[]> = {
  'x-amz-acl': ['private', 'bucket-owner-full-control'],
  'x-amz-server-side-encryption': ['AES256'],
  'x-amz-tagging-directive': ['COPY'],
};

const META = /^x-amz-meta-[!#$%&'*+.^_`|~0-9a-z-]{1,256}$/;
const CHECKSUM = /^x-amz-checksum-[a-z0-9]{2,16}$/;

/**
 * Sorts the headers of a signed request by what becomes of them. Presigned URLs carry some as parameters: they are headers
 * like any other.
 */
export function sortHeaders(headers: Iterable<readonly [string, string]>): Result<SortedHeaders, S3Denial> {
  const kept = new Map<string, string>();
  let manages = false;
  let copySource: string | null = null;
  for (const [spelt, value] of headers) {
    const name = spelt.toLowerCase();
    if (SPENT.has(name)) continue;
    const fate = fateOf(name, value);
    if (fate === 'refuse') return deny({ reason: 'not_supported', what: `the header ${name.slice(0, 64)}` });
    if (fate === 'drop') continue;
    if (kept.has(name)) return deny({ reason: 'bad_request', why: `${name.slice(0, 64)} is there twice` });
    if (fate === 'manage') manages = true;
    if (name === 'x-amz-copy-source') copySource = value;
    else kept.set(name, value);
  }
  return ok({ kept: [...kept].flatMap(withoutChunked), manages, copySource });
}

function fateOf(name: string, value: string): Fate | 'drop' | 'refuse' {
  if (PLAIN.has(name)) return 'pass';
  if (!name.startsWith('x-amz-')) return 'drop';
  if (name === 'x-amz-copy-source' || META.test(name) || CHECKSUM.test(name)) return 'pass';
  const fate = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  if (fate === undefined) return 'refuse';
  return fate === 'manage' && HARMLESS[name]?.includes(value) ? 'pass' : fate;
}

/** `aws-chunked` is the frame of the way here, and no encoding of the object. */
function withoutChunked([name, value]: readonly [string, string]): HeaderList {
  if (name !== 'content-encoding') return [[name, value]];
  const codings = value.split(',').map((coding) => coding.trim());
  const left = codings.filter((coding) => coding !== '' && coding.toLowerCase() !== 'aws-chunked');
  return left.length === 0 ? [] : [[name, left.join(', ')]];
}
