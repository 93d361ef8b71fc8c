import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveSigningKey, encode, formatAmzDate, UNSIGNED } from '../../../src/crypto/sigv4/canonical.ts';
import { checkSignature } from '../../../src/crypto/sigv4/check.ts';
import type { SignedRequest } from '../../../src/crypto/sigv4/presented.ts';
import { readSignature } from '../../../src/crypto/sigv4/read.ts';
import { signRequest } from '../../../src/crypto/sigv4/sign.ts';
import { presignS3, REGION, signS3 } from '../../support/s3-sign.ts';
import { CHUNKED, CHUNKED_WITH_TRAILER, type Example, PRESIGNED, S3, S3_EXAMPLES } from './vectors.ts';

const PAIR = { accessKeyId: 'JTNEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const NOW_MS = Date.UTC(2036, 0, 1, 12);
const MINUTE_MS = 60_000;

/** `good`, or the reason why not. */
function judge(request: SignedRequest, nowMs = NOW_MS, secret = PAIR.secretAccessKey): string {
  const read = readSignature(request);
  if (!read.ok) return read.denial.reason;
  if (![PAIR.accessKeyId, S3.accessKeyId].includes(read.value.accessKeyId)) return 'unknown_key';
  const checked = checkSignature(
    read.value,
    deriveSigningKey('AWS4-HMAC-SHA256', secret, read.value.scope),
    request,
    nowMs,
  );
  return checked.ok ? 'good' : checked.denial.reason;
}

async function signed(
  method = 'GET',
  url = 'https://s3.example.com/assets/a.txt?list-type=2',
  headers: Record<string, string> = {},
) {
  const made = await signS3(PAIR, { method, url, headers }, NOW_MS);
  return { method, url: made.url, headers: new Headers(made.headers) };
}

function exampleRequest({ method, url, headers, signed, signature }: Example): SignedRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=${S3.credential},SignedHeaders=${signed},Signature=${signature}`;
  return {
    method,
    url: new URL(url),
    headers: new Headers({ ...headers, authorization, 'x-amz-date': formatAmzDate(S3.nowMs) }),
  };
}

describe("the examples of Amazon S3's documentation", () => {
  test.each([...S3_EXAMPLES, CHUNKED, CHUNKED_WITH_TRAILER])('$name', (example) => {
    expect(judge(exampleRequest(example), S3.nowMs, S3.secretAccessKey)).toBe('good');
  });

  test('a presigned URL', () => {
    const request = { method: 'GET', url: new URL(PRESIGNED), headers: new Headers() };
    expect(judge(request, S3.nowMs, S3.secretAccessKey)).toBe('good');
  });
});

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((it) => it.isWellFormed());
const segment = text.filter((it) => it !== '.' && it !== '..');
const headerValue = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
/** Requests as clients make them: paths and queries strictly encoded. */
const requests = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  path: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.map(encode).join('/')}`),
  query: fc.array(fc.tuple(text, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 4 }).map((pairs) => {
    return pairs
      .filter(([, value]) => value.isWellFormed())
      .map(([name, value]) => `${encode(`q${name}`)}=${encode(value)}`)
      .join('&');
  }),
  headers: fc.dictionary(
    fc.stringMatching(/^x-amz-meta-[a-z0-9]{1,8}$|^content-(?:type|encoding|language)$/),
    headerValue,
    { maxKeys: 4 },
  ),
  nowMs: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2080, 0) }),
  port: fc.constantFrom('', ':8787'),
});

describe("AWS's own signer", () => {
  test('signs what is then found to be right, in a header or in the URL', async () => {
    const asked = fc.asyncProperty(requests, fc.integer({ min: 1, max: 604_800 }), async (request, expiresSeconds) => {
      const { method, path, query, headers, nowMs, port } = request;
      const url = `https://s3.example.com${port}${path}${query && `?${query}`}`;
      const made = await signS3(PAIR, { method, url, headers }, nowMs);
      expect(judge({ method, url: made.url, headers: new Headers(made.headers) }, nowMs)).toBe('good');
      const presigned = await presignS3(PAIR, { method, url, headers, expiresSeconds }, nowMs);
      expect(judge({ method, url: presigned, headers: new Headers(headers) }, nowMs)).toBe('good');
    });
    await fc.assert(asked, { numRuns: 300 });
  });

  test('signs what we sign in the same way', async () => {
    const asked = fc.asyncProperty(requests, async ({ method, path, query, headers, nowMs, port }) => {
      const url = new URL(`https://s3.example.com${port}${path}${query && `?${query}`}`);
      const signer = { ...PAIR, scheme: 'AWS4-HMAC-SHA256' as const, region: REGION, service: 's3', day: null };
      const ours = signRequest(
        signer,
        {
          method,
          host: url.host,
          path: url.pathname,
          query: url.search.slice(1),
          headers,
          payloadHash: UNSIGNED,
        },
        nowMs,
      );
      const theirs = await signS3(PAIR, { method, url: url.href, headers, payload: UNSIGNED }, nowMs);
      expect(ours.authorization).toBe(theirs.headers.authorization);
    });
    await fc.assert(asked, { numRuns: 300 });
  });
});

describe('a request that differs from what was signed', () => {
  const others = fc.constantFrom(...'abcxyzABCXYZ0189-_~');

  test('is refused whichever character of its path, query, headers or signature differs', async () => {
    const url = 'https://s3.example.com/assets/public/a%20b.txt?prefix=a%2Fb&marker=&list-type=2';
    const headers = { 'x-amz-meta-a': 'some value', 'content-type': 'text/plain' };
    const request = await signed('PUT', url, headers);
    expect(judge(request)).toBe('good');
    const places = ['url', ...request.headers.keys()].filter((name) => name !== 'host');
    const asked = fc.property(fc.constantFrom(...places), fc.nat(), others, (place, position, character) => {
      const changed = { ...request, headers: new Headers(request.headers) };
      const from = place === 'url' ? request.url.href : (request.headers.get(place) ?? '');
      const begin = place === 'url' ? 'https://'.length : 0;
      const at = begin + (position % (from.length - begin));
      const to = from.slice(0, at) + character + from.slice(at + 1);
      if (place === 'url') {
        fc.pre(URL.canParse(to));
        changed.url = new URL(to);
        fc.pre(changed.url.href !== request.url.href);
      } else {
        changed.headers.set(place, to);
        fc.pre(to !== from);
      }
      expect(judge(changed)).not.toBe('good');
    });
    fc.assert(asked, { numRuns: 3000 });
  });

  test('is refused with another method, host, secret or an added parameter', async () => {
    const request = await signed();
    expect(judge(request)).toBe('good');
    expect(judge({ ...request, method: 'DELETE' })).toBe('signature_mismatch');
    const elsewhere = new URL(request.url.href.replace('s3.example.com', 'other.example.com'));
    expect(judge({ ...request, url: elsewhere })).toBe('signature_mismatch');
    expect(judge({ ...request, url: new URL(`${request.url}&versionId=1`) })).toBe('signature_mismatch');
    expect(judge(request, NOW_MS, `${PAIR.secretAccessKey}x`)).toBe('signature_mismatch');
  });

  test('is refused with a header of S3 that was not signed, and taken with one of others', async () => {
    const request = await signed('PUT');
    request.headers.set('accept-language', 'de');
    expect(judge(request)).toBe('good');
    request.headers.set('x-amz-acl', 'public-read');
    expect(judge(request)).toBe('unsigned_header');
    const presigned = await presignS3(
      PAIR,
      { method: 'PUT', url: 'https://s3.example.com/a/b', expiresSeconds: 60 },
      NOW_MS,
    );
    expect(judge({ method: 'PUT', url: presigned, headers: new Headers({ 'content-type': 'a/b' }) })).toBe('good');
    expect(judge({ method: 'PUT', url: presigned, headers: new Headers({ 'x-amz-acl': 'private' }) })).toBe(
      'unsigned_header',
    );
  });

  test('is refused when a second value is put behind that of a signed header', async () => {
    const request = await signed('PUT', undefined, { 'x-amz-meta-a': 'one' });
    request.headers.append('x-amz-meta-a', 'two');
    expect(judge(request)).toBe('signature_mismatch');
  });

  test('is refused when the host that was signed is not the one that it came to', async () => {
    const request = await signed();
    request.headers.set('host', 'other.example.com');
    expect(judge(request)).toBe('good');
    const forged = { ...request, url: new URL('https://other.example.com/assets/a.txt?list-type=2') };
    forged.headers.set('host', 's3.example.com');
    expect(judge(forged)).toBe('signature_mismatch');
  });

  test('is taken with the Accept-Encoding of the client, which the platform has replaced', async () => {
    const request = await signed('GET', undefined, { 'accept-encoding': 'identity' });
    request.headers.set('accept-encoding', 'br, gzip');
    expect(judge(request)).toBe('signature_mismatch');
    expect(judge({ ...request, acceptEncoding: 'identity' })).toBe('good');
  });

  test('is refused where a plus would be read as a space, or an escape is none', async () => {
    const spaced = await signed('GET', 'https://s3.example.com/a?prefix=a%20b');
    expect(judge(spaced)).toBe('good');
    expect(judge({ ...spaced, url: new URL('https://s3.example.com/a?prefix=a+b') })).toBe('signature_mismatch');
    const percent = await signed('GET', 'https://s3.example.com/a/100%25zz');
    expect(judge(percent)).toBe('good');
    expect(judge({ ...percent, url: new URL('https://s3.example.com/a/100%zz') })).toBe('bad_request');
    expect(judge({ ...percent, url: new URL('https://s3.example.com/a/%ff') })).toBe('bad_request');
  });
});

describe('time', () => {
  test('a signature is good for fifteen minutes, and as much before', async () => {
    const request = await signed();
    expect(judge(request, NOW_MS + 15 * MINUTE_MS)).toBe('good');
    expect(judge(request, NOW_MS + 15 * MINUTE_MS + 1)).toBe('time_skewed');
    expect(judge(request, NOW_MS - 15 * MINUTE_MS)).toBe('good');
    expect(judge(request, NOW_MS - 15 * MINUTE_MS - 1)).toBe('time_skewed');
  });

  test('a presigned URL is good until it expires, a week at most, and not before its time', async () => {
    const presign = (expiresSeconds: number) =>
      presignS3(PAIR, { method: 'GET', url: 'https://s3.example.com/a/b', expiresSeconds }, NOW_MS);
    const at = (url: URL, nowMs: number) => judge({ method: 'GET', url, headers: new Headers() }, nowMs);
    const hour = await presign(3600);
    expect(at(hour, NOW_MS + 60 * MINUTE_MS - 1)).toBe('good');
    expect(at(hour, NOW_MS + 60 * MINUTE_MS)).toBe('url_expired');
    expect(at(hour, NOW_MS - 15 * MINUTE_MS)).toBe('good');
    expect(at(hour, NOW_MS - 15 * MINUTE_MS - 1)).toBe('time_skewed');
    expect(at(await presign(604_800), NOW_MS + 6 * 24 * 60 * MINUTE_MS)).toBe('good');
    for (const expires of ['0', '604801', '-1', '1.5', '1e3', '']) {
      const longer = new URL(hour.href.replace('X-Amz-Expires=3600', `X-Amz-Expires=${expires}`));
      expect(at(longer, NOW_MS)).toBe('malformed_signature');
    }
    expect(at(new URL(hour.href.replace('=3600', '=7200')), NOW_MS)).toBe('signature_mismatch');
  });

  test('the Date header does where there is no x-amz-date', () => {
    const authorization = (signature: string) =>
      `AWS4-HMAC-SHA256 Credential=${S3.credential}, SignedHeaders=date;host;x-amz-content-sha256, Signature=${signature}`;
    const headers = new Headers({
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      authorization: authorization('0'.repeat(64)),
    });
    headers.set('x-amz-content-sha256', UNSIGNED);
    const read = readSignature({ method: 'GET', url: new URL('https://s3.example.com/'), headers });
    expect(read.ok && read.value.amzDate).toBe('20130524T000000Z');
  });
});

describe('what cannot be read', () => {
  const DATE = formatAmzDate(NOW_MS);
  const GOOD = {
    algorithm: 'AWS4-HMAC-SHA256',
    credential: `JTNEXAMPLE/${DATE.slice(0, 8)}/us-east-1/s3/aws4_request`,
    signedHeaders: 'host;x-amz-content-sha256;x-amz-date',
    signature: 'a'.repeat(64),
    date: DATE,
    payload: UNSIGNED,
  };
  function inHeader(changes: Partial<typeof GOOD>): string {
    const { algorithm, credential, signedHeaders, signature, date, payload } = { ...GOOD, ...changes };
    const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    const headers = new Headers({ authorization, 'x-amz-date': date, 'x-amz-content-sha256': payload });
    return judge({ method: 'GET', url: new URL('https://s3.example.com/'), headers });
  }
  function inQuery(changes: Partial<typeof GOOD>, more = ''): string {
    const { algorithm, credential, signedHeaders, signature, date } = { ...GOOD, signedHeaders: 'host', ...changes };
    const query = Object.entries({ Algorithm: algorithm, Credential: credential, Date: date, Expires: '60' })
      .concat(Object.entries({ SignedHeaders: signedHeaders, Signature: signature }))
      .map(([name, value]) => `X-Amz-${name}=${encode(value)}`);
    const url = new URL(`https://s3.example.com/?${query.join('&')}${more}`);
    return judge({ method: 'GET', url, headers: new Headers() });
  }

  test('what is well formed is only then held against the secret', () => {
    expect(inHeader({})).toBe('signature_mismatch');
    expect(inQuery({})).toBe('signature_mismatch');
  });

  test.each([
    ['a credential with a part too few', { credential: 'JTNEXAMPLE/20360101/us-east-1/aws4_request' }],
    ['a credential for another service', { credential: GOOD.credential.replace('/s3/', '/ec2/') }],
    ['a credential of another day', { credential: GOOD.credential.replace('20360101', '20360102') }],
    ['a credential that ends otherwise', { credential: GOOD.credential.replace('aws4', 'goog4') }],
    ['a signature in capitals', { signature: 'A'.repeat(64) }],
    ['a signature too short', { signature: 'a'.repeat(63) }],
    ['a date without a time', { date: '20360101' }],
    ['a date that there is not', { date: '20360101T250000Z' }],
    ['names out of order', { signedHeaders: 'x-amz-date;host' }],
    ['a name twice', { signedHeaders: 'host;host' }],
    ['a name in capitals', { signedHeaders: 'Host;x-amz-date' }],
    ['an empty name', { signedHeaders: ';host' }],
    ['another scheme', { algorithm: 'GOOG4-HMAC-SHA256' }],
    ['a bearer token', { algorithm: 'Bearer' }],
  ])('%s is malformed', (_, changes) => {
    expect(inHeader(changes)).toBe('malformed_signature');
    expect(inQuery(changes)).toBe('malformed_signature');
  });

  test('older and newer versions of signatures are not supported, and said to be so', () => {
    expect(inHeader({ algorithm: 'AWS4-ECDSA-P256-SHA256' })).toBe('not_supported');
    expect(inQuery({ algorithm: 'AWS4-ECDSA-P256-SHA256' })).toBe('not_supported');
    const plain = (url: string, headers: Record<string, string> = {}) =>
      judge({ method: 'GET', url: new URL(url), headers: new Headers(headers) });
    expect(plain('https://s3.example.com/', { authorization: 'AWS AKID:c2lnbmF0dXJl' })).toBe('not_supported');
    expect(plain('https://s3.example.com/?AWSAccessKeyId=a&Signature=b&Expires=1')).toBe('not_supported');
    expect(plain('https://s3.example.com/')).toBe('no_signature');
  });

  test('a body that the signature says nothing sound of', () => {
    expect(inHeader({ payload: 'a'.repeat(63) })).toBe('malformed_signature');
    expect(inHeader({ payload: '' })).toBe('malformed_signature');
    expect(inHeader({ payload: 'constructor' })).toBe('malformed_signature');
    expect(inHeader({ payload: 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' })).toBe('not_supported');
    expect(inQuery({}, '&X-Amz-Content-Sha256=STREAMING-UNSIGNED-PAYLOAD-TRAILER')).toBe('not_supported');
  });

  test('two signatures at once, or a part of one twice', () => {
    expect(inQuery({}, '&X-Amz-Date=20360101T120000Z')).toBe('malformed_signature');
    expect(inQuery({}, '&X%2DAmz-Signature=b')).toBe('malformed_signature');
    const headers = new Headers({ authorization: 'AWS4-HMAC-SHA256 x' });
    expect(judge({ method: 'GET', url: new URL(PRESIGNED), headers })).toBe('malformed_signature');
    expect(judge({ method: 'GET', url: new URL('https://s3.example.com/?X-Amz-Signature=a'), headers })).toBe(
      'malformed_signature',
    );
  });

  test('the host must be signed', () => {
    expect(inHeader({ signedHeaders: 'x-amz-content-sha256;x-amz-date' })).toBe('unsigned_header');
    expect(inQuery({ signedHeaders: 'range' })).toBe('unsigned_header');
  });

  test('no string at all makes it throw', () => {
    const strings = fc.oneof(
      fc.string(),
      fc.stringMatching(/^AWS4-HMAC-SHA256 [A-Za-z=/;, -]{0,60}$/),
      fc.constant(''),
    );
    const asked = fc.property(strings, strings, strings, (authorization, date, query) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries({ authorization, 'x-amz-date': date })) {
        if (/^[\t -~]*$/.test(value)) headers.set(name, value);
      }
      const url = new URL('https://s3.example.com/a');
      url.search = `?X-Amz-Signature=${query}&${query}`;
      expect(judge({ method: 'GET', url, headers })).not.toBe('good');
      url.search = '';
      expect(judge({ method: 'GET', url, headers })).not.toBe('good');
    });
    fc.assert(asked, { numRuns: 500 });
  });
});
