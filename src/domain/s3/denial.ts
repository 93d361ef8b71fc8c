import type { Requirement } from '../../contract/grants.ts';
import type { Denial } from '../denial.ts';

/** Why an S3 request is not carried out; `gateway/s3/errors.ts` gives each the code that S3's tools know. */
export type S3Denial =
  | { reason: 'no_signature' }
  /** A signature that cannot be read; `where` it stands, `why` a clause. */
  | { reason: 'malformed_signature'; where: 'header' | 'query'; why: string }
  /** The id of no key pair of ours. */
  | { reason: 'unknown_key' }
  | { reason: 'signature_mismatch' }
  | { reason: 'time_skewed' }
  | { reason: 'url_expired' }
  | { reason: 'unsigned_header'; header: string }
  /** The token behind the key pair has ended, or is not good for this request. */
  | { reason: 'token_refused'; denial: Denial }
  | { reason: 'not_granted'; need: Requirement }
  /** What S3 has no such operation for, or we do not lend. */
  | { reason: 'not_supported'; what: string }
  | { reason: 'bad_request'; why: string }
  | { reason: 'no_such_bucket' }
  | { reason: 'bucket_exists' }
  | { reason: 'malformed_xml'; why: string }
  | { reason: 'body_mismatch'; what: 'sha256' | 'checksum' | 'chunk' | 'length' }
  | { reason: 'too_large'; limitBytes: number }
  /** An upload that does not say how long it is. */
  | { reason: 'length_required' }
  | { reason: 'origin_refused'; denial: Denial };
