import { formatInstant } from '../../contract/expiry.ts';
import { formatScope } from '../../contract/scopes.ts';
import type { Denial } from '../../domain/denial.ts';
import type { S3Denial } from '../../domain/s3/denial.ts';
import { escapeXml } from '../../domain/s3/xml.ts';

/** An error as S3's tools know it. They repeat a request after 500, 502, 503, 504 and 429, so nothing lasting is answered so. */
type S3Error = { status: number; code: string; message: string; retryAfterSeconds?: number };

/** Of a request, what its error says. */
type Asked = { method: string; path: string; requestId: string; nowMs: number };

/** Answers a denial in S3's own words; to HEAD without any, for it has no body. */
export function answerS3Denial(asked: Asked, denial: S3Denial): Response {
  return answerS3Error(asked, errorOf(denial));
}

/** What was thrown: by storage, which may pass; or by a bug of ours. */
export function answerS3Thrown(asked: Asked, byStorage: boolean): Response {
  const message = 'Storage cannot answer just now.';
  if (byStorage)
    return answerS3Error(asked, { status: 503, code: 'ServiceUnavailable', message, retryAfterSeconds: 2 });
  return answerS3Error(asked, { status: 500, code: 'InternalError', message: 'Something failed on our side.' });
}

function answerS3Error({ method, path, requestId, nowMs }: Asked, error: S3Error): Response {
  const { status, code, message, retryAfterSeconds } = error;
  const headers = new Headers({
    'Content-Type': 'application/xml',
    'x-amz-request-id': requestId,
    // Clients whose clock is wrong set it by this.
    Date: new Date(nowMs).toUTCString(),
  });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  if (method === 'HEAD') return new Response(null, { status, headers });
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message>` +
    `<Resource>${escapeXml(path)}</Resource><RequestId>${requestId}</RequestId></Error>`;
  return new Response(body, { status, headers });
}

function errorOf(denial: S3Denial): S3Error {
  switch (denial.reason) {
    case 'no_signature':
      return accessDenied('The request is not signed.');
    case 'malformed_signature': {
      const code = denial.where === 'header' ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
      return { status: 400, code, message: `The signature cannot be read: ${denial.why}.` };
    }
    case 'unknown_key':
      return { status: 403, code: 'InvalidAccessKeyId', message: 'The access key id is not one of this place.' };
    case 'signature_mismatch': {
      const message =
        'The signature does not agree with the request. Check the secret access key and how it is signed.';
      return { status: 403, code: 'SignatureDoesNotMatch', message };
    }
    case 'time_skewed': {
      const message = 'The time of the request is more than 15 minutes from the time here.';
      return { status: 403, code: 'RequestTimeTooSkewed', message };
    }
    case 'url_expired':
      return accessDenied('Request has expired');
    case 'unsigned_header':
      return accessDenied(`The header ${denial.header} is there and was not signed.`);
    case 'token_refused':
      return tokenError(denial.denial);
    case 'not_granted':
      return accessDenied(`The token does not grant ${formatScope(denial.need).replaceAll('\0', '*')}.`);
    case 'not_supported':
      return { status: 501, code: 'NotImplemented', message: `This is not lent here: ${denial.what}.` };
    case 'bad_request':
      return { status: 400, code: 'InvalidRequest', message: `The request is not taken: ${denial.why}.` };
    case 'no_such_bucket':
      return { status: 404, code: 'NoSuchBucket', message: 'The bucket does not exist here.' };
    case 'bucket_exists':
      return { status: 409, code: 'BucketAlreadyOwnedByYou', message: 'The bucket is there already.' };
    case 'malformed_xml':
      return { status: 400, code: 'MalformedXML', message: `The XML is not what S3 takes: ${denial.why}.` };
    case 'body_mismatch':
      return MISMATCHES[denial.what];
    case 'too_large': {
      const message = `The body is larger than ${denial.limitBytes} bytes.`;
      return { status: 400, code: 'EntityTooLarge', message };
    }
    case 'length_required':
      return { status: 411, code: 'MissingContentLength', message: 'An upload must say how long it is.' };
    case 'origin_refused':
      return originError(denial.denial);
  }
}

const MISMATCHES: Record<Extract<S3Denial, { reason: 'body_mismatch' }>['what'], S3Error> = {
  sha256: {
    status: 400,
    code: 'XAmzContentSHA256Mismatch',
    message: 'The body is not the one whose SHA-256 was signed.',
  },
  checksum: { status: 400, code: 'BadDigest', message: 'The body is not the one whose checksum was sent.' },
  chunk: { status: 403, code: 'SignatureDoesNotMatch', message: 'A chunk of the body is not as it was signed.' },
  length: { status: 400, code: 'IncompleteBody', message: 'The body is not as long as was said.' },
};

function accessDenied(message: string): S3Error {
  return { status: 403, code: 'AccessDenied', message };
}

/**
 * What has ended is `ExpiredToken`, which tools show and do not repeat. AWS answers it with 400; but to HEAD a status is all
 * there is, and a 400 sends some looking for another region.
 */
function tokenError(denial: Denial): S3Error {
  switch (denial.reason) {
    case 'expired':
    case 'revoked':
    case 'replaced': {
      const end = { expired: 'expired', revoked: 'was revoked', replaced: 'was replaced' }[denial.reason];
      const message = `The token behind this key pair ${end} at ${formatInstant(denial.at)}.`;
      return { status: 403, code: 'ExpiredToken', message };
    }
    case 'too_many_failures': {
      const { retryAfterSeconds } = denial;
      return { status: 503, code: 'SlowDown', message: 'Too many failed attempts. Please wait.', retryAfterSeconds };
    }
    case 'disabled':
      return accessDenied('The token behind this key pair is disabled.');
    case 'not_yet_valid':
      return accessDenied(`The token behind this key pair is valid from ${formatInstant(denial.notBefore)}.`);
    case 'wrong_environment':
      return accessDenied('The token behind this key pair is for another environment.');
    case 'wrong_client':
    case 'address_not_allowed':
    case 'origin_not_allowed':
      return accessDenied('The token behind this key pair may not be used from there.');
    default:
      return accessDenied('The token behind this key pair is not good here.');
  }
}

function originError(denial: Denial): S3Error {
  switch (denial.reason) {
    case 'origin_timeout': {
      const message = `The storage behind did not begin to answer within ${denial.seconds} seconds.`;
      return { status: 504, code: 'GatewayTimeout', message };
    }
    case 'origin_failed':
      return { status: 502, code: 'BadGateway', message: `The storage behind gave no answer: ${denial.why}.` };
    default:
      return { status: 502, code: 'BadGateway', message: 'The storage behind gave no answer.' };
  }
}
