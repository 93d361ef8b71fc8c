import { describe, expect, test } from 'vitest';
import {
  canonicalPath,
  canonicalQuery,
  canonicalRequest,
  deriveSigningKey,
  encode,
  formatScope,
  hashHex,
  signatureOf,
} from '../../../src/crypto/sigv4/canonical.ts';
import { signRequest } from '../../../src/crypto/sigv4/sign.ts';
import { GOOGLE, HEADER_SIGNED, MULTILINE_CANONICAL, QUERY_SIGNED, SUITE, type Vector } from './vectors.ts';

const { host, accessKeyId, secretAccessKey, amzDate, scope } = SUITE;
const signingKey = deriveSigningKey('AWS4-HMAC-SHA256', secretAccessKey, scope);

function canonicalOf({ method, path, query = '', headers = [], body = '', asIs }: Vector, date: [string, string][]) {
  const all = [...headers, ...date, ['host', host] as [string, string]].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const payloadHash = hashHex(body);
  return canonicalRequest({ method, path, query, headers: all, payloadHash }, asIs ? 's3' : scope.service);
}

describe("AWS's test suite", () => {
  test.each(HEADER_SIGNED)('$name', (vector) => {
    const canonical = canonicalOf(vector, [['x-amz-date', amzDate]]);
    expect(signatureOf('AWS4-HMAC-SHA256', signingKey, { amzDate, scope, canonical })).toBe(vector.signature);
  });

  test.each(QUERY_SIGNED)('$name, presigned', (vector) => {
    const canonical = canonicalOf({ ...vector, query: presigning(vector) }, []);
    expect(signatureOf('AWS4-HMAC-SHA256', signingKey, { amzDate, scope, canonical })).toBe(vector.signature);
  });

  test('the canonical form is theirs to the letter', () => {
    const vector = HEADER_SIGNED.find(({ name }) => name === 'get-header-value-multiline');
    expect(vector && canonicalOf({ ...vector, query: presigning(vector) }, [])).toBe(MULTILINE_CANONICAL);
  });
});

function presigning({ query, headers = [] }: Vector): string {
  const signed = ['host', ...headers.map(([name]) => name)].join(';');
  const credential = `${accessKeyId}/${formatScope('AWS4-HMAC-SHA256', scope)}`;
  return [
    ...(query === undefined ? [] : [query]),
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encode(credential)}`,
    `X-Amz-Date=${amzDate}`,
    `X-Amz-SignedHeaders=${encode(signed)}`,
    'X-Amz-Expires=3600',
  ].join('&');
}

describe('Google Cloud Storage', () => {
  test.each(GOOGLE)('$name is signed as others sign it', (example) => {
    const { method, path, query, headers, payloadHash, region } = example;
    const day = { date: example.amzDate.slice(0, 8), region, service: 'storage' };
    const key = deriveSigningKey('GOOG4-HMAC-SHA256', example.secretAccessKey, day);
    const canonical = canonicalRequest({ method, path, query, headers, payloadHash }, 'storage');
    const signature = signatureOf('GOOG4-HMAC-SHA256', key, { amzDate: example.amzDate, scope: day, canonical });
    expect(signature).toBe(example.signature);
  });

  test('what is sent has the names that Google has for them', () => {
    const [, example] = GOOGLE;
    const signer = {
      scheme: 'GOOG4-HMAC-SHA256' as const,
      accessKeyId: 'GOOGTESTACCESSKEY',
      secretAccessKey: 'testsecretkey',
      region: 'auto',
      service: 'storage',
      day: null,
    };
    const request = {
      method: 'PUT',
      host: 'storage.googleapis.com',
      path: '/test-bucket/dir/obj.txt',
      query: '',
      headers: { 'x-goog-if-generation-match': '0' },
      payloadHash: 'UNSIGNED-PAYLOAD',
    };
    expect(signRequest(signer, request, Date.UTC(2026, 6, 3))).toEqual({
      'x-goog-date': '20260703T000000Z',
      'x-goog-content-sha256': 'UNSIGNED-PAYLOAD',
      authorization: `GOOG4-HMAC-SHA256 Credential=GOOGTESTACCESSKEY/20260703/auto/storage/goog4_request, SignedHeaders=host;x-goog-content-sha256;x-goog-date;x-goog-if-generation-match, Signature=${example?.signature}`,
    });
  });
});

describe('the canonical form', () => {
  test('of a storage keeps empty and dot segments, and writes each character in one way', () => {
    expect(canonicalPath("/a//b/./../c!d%21e'f%2fg", 's3')).toBe('/a//b/./../c%21d%21e%27f%2Fg');
    expect(canonicalPath('', 's3')).toBe('/');
  });

  test('of other services encodes the path as it stands', () => {
    expect(canonicalPath('/a%20b/c!d', 'execute-api')).toBe('/a%2520b/c%21d');
  });

  test('of a query is sorted after it is encoded, by names, then by values', () => {
    expect(canonicalQuery('b=2&a=z&a=y&B=1&a&%C3%A9=1&~=1&a=%2B+')).toBe('%C3%A9=1&B=1&a=&a=%2B%2B&a=y&a=z&b=2&~=1');
  });
});
