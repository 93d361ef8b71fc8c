import { describe, expect, it } from 'vitest';
import { effectiveOf, PropertyDocument } from '../../../src/contract/properties.ts';
import type { Signer } from '../../../src/crypto/sigv4/sign.ts';
import { buildOriginRequest } from '../../../src/domain/s3/origin-request.ts';
import { readRequest } from '../../../src/domain/s3/read-request.ts';
import { requestIn } from './samples.ts';

const NOW_MS = Date.UTC(2036, 0, 1, 12);
const AWS: Signer = signerOf('AWS4-HMAC-SHA256');
const GOOGLE: Signer = signerOf('GOOG4-HMAC-SHA256');

function signerOf(scheme: Signer['scheme']): Signer {
  return { scheme, accessKeyId: 'ID', secretAccessKey: 'secret', region: 'us-east-1', service: 's3', day: null };
}

function built(
  line: string,
  { signer = AWS, origin = 'https://s3.amazonaws.com', style = 'path' as const, payload = null }: Options = {},
) {
  const buckets = [{ name: 'assets', originBucket: 'real.assets' }];
  const document = PropertyDocument.parse({ hostnames: {}, origin: { url: origin }, s3: { buckets, style } });
  const read = readRequest(requestIn(line), { hostBucket: null, buckets });
  if (!read.ok || read.value.bucket === null) throw new Error(`${line} is not read`);
  const target = { document: effectiveOf(document, 'production'), signer, nowMs: NOW_MS };
  return buildOriginRequest(target, { ...read.value, bucket: read.value.bucket }, payload);
}
type Options = {
  signer?: Signer | null;
  origin?: string;
  style?: 'path' | 'virtual';
  payload?: Parameters<typeof buildOriginRequest>[2];
};

function hrefOf(line: string, options?: Options): string {
  const result = built(line, options);
  return result.ok ? result.value.url.href : result.denial.reason;
}

function headersOf(line: string, options?: Options): Record<string, string> | string {
  const result = built(line, options);
  return result.ok ? result.value.headers : result.denial.reason;
}

describe('the request to the origin', () => {
  it('names the bucket in the path or in the host name', () => {
    expect(hrefOf('GET /assets/a/b%20c')).toBe('https://s3.amazonaws.com/real.assets/a/b%20c');
    expect(hrefOf('GET /assets/a', { style: 'virtual' })).toBe('https://real.assets.s3.amazonaws.com/a');
    expect(hrefOf('GET /assets', { style: 'virtual' })).toBe('https://real.assets.s3.amazonaws.com/');
    expect(hrefOf('GET /assets/a', { origin: 'https://minio.example/base/' })).toBe(
      'https://minio.example/base/real.assets/a',
    );
  });

  it('has the key and the query that were understood, encoded anew', () => {
    expect(hrefOf('GET /assets/a%2Fb')).toBe('https://s3.amazonaws.com/real.assets/a/b');
    expect(hrefOf("GET /assets/(a)'+%26%3F%23%25")).toBe(
      'https://s3.amazonaws.com/real.assets/%28a%29%27%2B%26%3F%23%25',
    );
    expect(hrefOf('GET /assets?list-type=2&prefix=a%26uploads%3D&x-id=ListObjectsV2')).toBe(
      'https://s3.amazonaws.com/real.assets?list-type=2&prefix=a%26uploads%3D',
    );
    expect(hrefOf('GET /assets//a')).toBe('https://s3.amazonaws.com/real.assets//a');
  });

  it('has the headers that S3 reads, and no other of the client’s', () => {
    const { headers } = requestIn('PUT /assets/a x-amz-meta-a: 1');
    expect(headers).toHaveLength(1);
    expect(headersOf('PUT /assets/a x-amz-meta-a: 1')).toMatchObject({ 'x-amz-meta-a': '1' });
    for (const name of ['cookie', 'x-forwarded-for', 'authorization', 'x-amz-user-agent', 'user-agent', 'host', 'te']) {
      expect(headersOf(`GET /assets/a ${name}: 1`)).not.toHaveProperty(name, '1');
    }
  });

  it('says what is known of the body, and no more', () => {
    const hashOf = (payload: Options['payload']) => {
      const headers = headersOf('PUT /assets/a', { payload: payload ?? null });
      return typeof headers === 'string' ? headers : headers['x-amz-content-sha256'];
    };
    expect(hashOf({ sha256Hex: 'a'.repeat(64) })).toBe('a'.repeat(64));
    expect(hashOf({ sha256Hex: null })).toBe('UNSIGNED-PAYLOAD');
    expect(hashOf({ bytes: new TextEncoder().encode('abc') })).toMatch(/^ba7816bf/);
    expect(hashOf(null)).toMatch(/^e3b0c442/);
    const trailer = { name: 'x-amz-checksum-crc32', lengthBytes: 5 };
    expect(headersOf('PUT /assets/a', { payload: { trailer } })).toMatchObject({
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
  });
});

describe('Google’s storage', () => {
  const at = { signer: GOOGLE, origin: 'https://storage.googleapis.com' };

  it('is told in its own words', () => {
    expect(headersOf('PUT /assets/a x-amz-meta-colour: blue', at)).toMatchObject({ 'x-goog-meta-colour': 'blue' });
    expect(headersOf('PUT /assets/a x-amz-acl: private', at)).toMatchObject({ 'x-goog-acl': 'private' });
    expect(headersOf('PUT /assets/a x-amz-copy-source: assets/b', at)).toMatchObject({
      'x-goog-copy-source': '/real.assets/b',
    });
    expect(headersOf('PUT /assets/a x-amz-checksum-crc32c: AAAAAA==', at)).toMatchObject({
      'x-goog-hash': 'crc32c=AAAAAA==',
    });
  });

  it('never sees two dialects in one request', () => {
    for (const header of [
      'x-amz-checksum-crc32: AAAAAA==',
      'x-amz-meta-a: 1',
      'x-amz-server-side-encryption: AES256',
    ]) {
      const names = Object.keys(headersOf(`PUT /assets/a ${header}`, at));
      expect(names.filter((name) => name.startsWith('x-amz-'))).toEqual([]);
      expect(names).toContain('x-goog-date');
    }
  });

  it('is not asked for what it has no counterpart of', () => {
    expect(headersOf('PUT /assets/a x-amz-tagging: a=b', at)).toBe('not_supported');
    expect(headersOf('PUT /assets/a x-amz-server-side-encryption-customer-key: a', at)).toBe('not_supported');
    expect(hrefOf('GET /assets/a?versionId=1', at)).toBe('not_supported');
  });
});
