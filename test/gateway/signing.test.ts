import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type AuthenticationMethod, accessKeyContext } from '../../src/contract/access-keys.ts';
import type { LentKey } from '../../src/contract/route-copy.ts';
import { seal } from '../../src/crypto/seal.ts';
import { createTestApp, outcome, type TestApp } from '../support/app.ts';
import { createTestGateway, type GatewayCall, type TestGateway } from '../support/gateway.ts';
import type { Told } from '../support/origin.ts';
import { signS3 } from '../support/s3-sign.ts';

/** Requests that are signed with a key which no client sees. */
const origin = inject('origin');
const PAIR = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const GUID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
const DOCUMENT = {
  origin: { url: `${origin}/bucket` },
  signing: { accessKeyVersionGuid: GUID },
  rules: [{ paths: ['/*'], methods: ['GET', 'HEAD', 'PUT'], access: { by: 'open' } }],
};
const UNSIGNED = 'UNSIGNED-PAYLOAD';
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
let test: TestApp;
let gateway: TestGateway;

beforeAll(async () => {
  test = createTestApp();
  gateway = createTestGateway(test);
  await gateway.put({ document: DOCUMENT, key: await keyFor('AWS4_HMAC_SHA256') });
});

async function keyFor(authenticationMethod: AuthenticationMethod): Promise<LentKey> {
  const sealed = await seal(test.services.keyring, PAIR.secretAccessKey, accessKeyContext(7, 1));
  const base64 = Buffer.from(sealed).toString('base64');
  return { keyId: 7, version: 1, authenticationMethod, cloudAccessKeyId: PAIR.accessKeyId, sealed: base64 };
}

const told = async (method: string, path: string, options: GatewayCall = {}) => {
  const response = await gateway.call(method, path, options);
  expect(response.status).toBe(200);
  const { headers, ...rest } = await response.json<Told>();
  return { ...rest, headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])) };
};

describe('a request to a storage', () => {
  it.each([
    ['GET', '/a/b.txt', undefined, EMPTY],
    ['GET', '/a%20b/%C3%A4%2B%281%29.txt', undefined, EMPTY],
    ['PUT', '/up', 'hello', UNSIGNED],
    ['PUT', '/empty', undefined, EMPTY],
  ])('%s %s is signed as the code of AWS itself signs it', async (method, path, body, payload) => {
    const got = await told(method, path, body === undefined ? {} : { body, headers: { 'Content-Length': '5' } });
    const theirs = await signS3(PAIR, { method, url: `${origin}/bucket${path}`, payload }, test.nowMs);
    expect(got.path).toBe(`/bucket${path}`);
    expect(got.headers.authorization).toBe(theirs.headers.authorization);
    expect(got.headers['x-amz-content-sha256']).toBe(payload);
    expect(got.headers['x-amz-date']).toBe('20360101T120000Z');
  });

  it('has its path in the form that is signed, however the client wrote it', async () => {
    expect((await told('GET', "/(a)+'%7eb'!")).path).toBe('/bucket/%28a%29%2B%27~b%27%21');
  });

  it('is signed in Google Cloud Storage’s terms with a key of theirs', async () => {
    const hostname = 'gcs.example.com';
    await gateway.put({ hostname, document: DOCUMENT, key: await keyFor('GOOG4_HMAC_SHA256') });
    const { headers } = await told('GET', '/a', { host: hostname });
    expect(headers.authorization).toMatch(
      /^GOOG4-HMAC-SHA256 Credential=AKIA\w+\/20360101\/us-east-1\/storage\/goog4_request, SignedHeaders=host;x-goog-content-sha256;x-goog-date, Signature=[0-9a-f]{64}$/,
    );
    expect(headers['x-goog-content-sha256']).toBe(EMPTY);
  });

  it('takes no command of the client: neither in headers nor in the query', async () => {
    const headers = {
      'x-amz-acl': 'public-read',
      'X-Amz-Copy-Source': '/other/secret',
      'x-amz-security-token': 'forged',
      'x-goog-copy-source': '/other/secret',
      Authorization: 'AWS4-HMAC-SHA256 Credential=forged',
    };
    const got = await told('PUT', '/a?acl&uploadId=1', { headers });
    expect(got.path).toBe('/bucket/a');
    for (const name of ['x-amz-acl', 'x-amz-copy-source', 'x-amz-security-token', 'x-goog-copy-source']) {
      expect(got.headers).not.toHaveProperty(name);
    }
    expect(JSON.stringify(got)).not.toContain('forged');
  });

  it('keeps a query where the property says so, without what signs in it, and signs it', async () => {
    const hostname = 'query.example.com';
    const document = { ...DOCUMENT, origin: { ...DOCUMENT.origin, query: 'pass' } };
    await gateway.put({ hostname, document, key: await keyFor('AWS4_HMAC_SHA256') });
    const path = '/?list-type=2&prefix=a%2Fb&X-Amz-Signature=forged&x%2Damz-security-token=forged&X-Goog-Date=forged';
    const got = await told('GET', path, { host: hostname });
    expect(got.path).toBe('/bucket/?list-type=2&prefix=a%2Fb');
    const url = `${origin}/bucket/?list-type=2&prefix=a%2Fb`;
    const theirs = await signS3(PAIR, { method: 'GET', url, payload: EMPTY }, test.nowMs);
    expect(got.headers.authorization).toBe(theirs.headers.authorization);
  });

  it('has the length of its body, and is refused without one', async () => {
    const got = await told('PUT', '/a', { body: 'hello', headers: { 'Content-Length': '5' } });
    expect(got.headers['content-length']).toBe('5');
    expect(got.headers).not.toHaveProperty('transfer-encoding');
    const body = new Blob(['hello']).stream();
    expect(await outcome(await gateway.call('PUT', '/a', { body }))).toBe('400 invalid_request');
  });

  it('is signed anew when the day changes', async () => {
    const before = test.nowMs;
    test.nowMs += 86_400_000;
    const got = await told('GET', '/a');
    const theirs = await signS3(PAIR, { method: 'GET', url: `${origin}/bucket/a`, payload: EMPTY }, test.nowMs);
    expect(got.headers.authorization).toBe(theirs.headers.authorization);
    test.nowMs = before;
  });
});

describe('a key that cannot be had', () => {
  it('is never left out: a request that is to be signed does not go unsigned', async () => {
    await gateway.put({ hostname: 'keyless.example.com', document: DOCUMENT, key: null });
    const response = await gateway.call('GET', '/a?key=keyless', { host: 'keyless.example.com' });
    expect(await outcome(response)).toBe('502 origin_failed');
  });

  it('that does not open is 503, and its words are not told', async () => {
    const key = { ...(await keyFor('AWS4_HMAC_SHA256')), keyId: 8 };
    await gateway.put({ hostname: 'sealed.example.com', document: DOCUMENT, key });
    expect(await outcome(await gateway.call('GET', '/a', { host: 'sealed.example.com' }))).toBe('503 unavailable');
  });
});
