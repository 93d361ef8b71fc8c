import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../../../src/contract/storage-error.ts';
import { mintS3KeyId, s3SecretOf } from '../../../src/crypto/s3-keys.ts';
import { type AskedS3, authenticateS3, bodyDenialOf, grants } from '../../../src/domain/s3/authenticate.ts';
import type { S3Denial } from '../../../src/domain/s3/denial.ts';
import { verifyDepsOf } from '../../../src/invocation.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { addProject } from '../../support/route-contract.ts';
import { encodeChunks, type KeyPair, presignS3, signS3, type ToBeSigned } from '../../support/s3-sign.ts';
import { recordStorage } from '../../support/watched-storage.ts';

const URL_A = 'https://s3.example.com/assets/public/a.txt?list-type=2&prefix=a%2Bb+c';
const HOUR_MS = 3_600_000;
const test = createTestApp();
const storage = recordStorage();
const watched = createTestApp(storage.bindings);
let admin = '';
let pair: KeyPair;
let id = '';

beforeAll(async () => {
  admin = await setUpAdmin(test);
  await addProject('web');
  await addProject('other');
});

beforeEach(async () => {
  ({ pair, id } = await makePair());
});

async function makePair(fields: Record<string, unknown> = {}): Promise<{ pair: KeyPair; id: string }> {
  const json = {
    name: 'backup',
    type: 'client',
    project: 'web',
    environments: ['production'],
    grants: [{ resource: 'bucket', name: 'assets/public/*', actions: ['read', 'write'] }],
    s3: true,
    ...fields,
  };
  const response = await test.call('POST', '/v1/tokens', { token: admin, json });
  if (response.status !== 201) throw new Error(await response.text());
  const { s3, token } = await response.json<{ s3: KeyPair; token: { id: string } }>();
  return { pair: s3, id: token.id };
}

async function ask(app: TestApp, request: AskedS3['request'], changes: Partial<AskedS3> = {}) {
  const { services, isolate, nowMs } = app;
  const work: Promise<unknown>[] = [];
  const deps = verifyDepsOf(
    { services, isolate, nowMs, clientId: null },
    (done) => void work.push(done),
    () => 'req_1',
  );
  const asked: AskedS3 = {
    request,
    environment: 'production',
    project: 'web',
    address: '192.0.2.1',
    certificate: null,
    clientId: null,
    consistency: 'bounded',
    ...changes,
  };
  try {
    return await authenticateS3(deps, asked);
  } finally {
    await Promise.all(work);
  }
}

async function signed(by: KeyPair, more: Partial<ToBeSigned> = {}): Promise<AskedS3['request']> {
  const asked = { method: 'GET', url: URL_A, ...more };
  const { url, headers } = await signS3(by, asked, test.nowMs);
  return { method: asked.method, url, headers: new Headers(headers), hasBody: more.body !== undefined };
}

/** `in`, or why not; of a token that was refused, why that was. */
function outcome(result: { ok: true } | { ok: false; denial: S3Denial }): string {
  if (result.ok) return 'in';
  const { denial } = result;
  return denial.reason === 'token_refused' ? `token ${denial.denial.reason}` : denial.reason;
}

const presented = async (by: KeyPair, changes: Partial<AskedS3> = {}) =>
  outcome(await ask(test, await signed(by), changes));

describe('a request that is signed with the secret of a key pair', () => {
  it('is of the token behind it, and says what was asked for as it was signed', async () => {
    const result = await ask(test, await signed(pair));
    if (!result.ok) throw new Error(outcome(result));
    expect(result.value.token.copy).toMatchObject({ s3: true, projects: ['web'] });
    expect(result.value.parameters).toEqual([
      ['list-type', '2'],
      ['prefix', 'a+b+c'],
    ]);
  });

  it('is told by its URL just as well, whose parameters are then no part of the operation', async () => {
    const url = await presignS3(pair, { method: 'GET', url: URL_A, expiresSeconds: 60 }, test.nowMs);
    const result = await ask(test, { method: 'GET', url, headers: new Headers(), hasBody: false });
    if (!result.ok) throw new Error(outcome(result));
    expect(result.value.parameters.map(([name]) => name).sort()).toEqual(['list-type', 'prefix']);
    expect(result.value.presented).toMatchObject({ how: 'query', expiresSeconds: 60 });
  });

  it('has a body whose length and hash are known, and which is held against them', async () => {
    const result = await ask(test, await signed(pair, { method: 'PUT', body: 'hello' }));
    if (!result.ok) throw new Error(outcome(result));
    const { openBody, bodySha256 } = result.value;
    expect(bodySha256).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    const body = (text: string) => new Response(text).body ?? new ReadableStream();
    expect(await new Response(openBody(body('hello'))).text()).toBe('hello');
    const swapped = new Response(openBody(body('hullo'))).text();
    const error = await swapped.catch((thrown: unknown) => thrown);
    expect(bodyDenialOf(error)).toEqual({ reason: 'body_mismatch', what: 'sha256' });
    expect(bodyDenialOf(new Error('another'))).toBeNull();
  });

  it('has a body in chunks, which comes without their frame', async () => {
    const headers = { 'x-amz-decoded-content-length': '5', 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const payload = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
    const result = await ask(test, await signed(pair, { method: 'PUT', headers, payload, body: '' }));
    if (!result.ok) throw new Error(outcome(result));
    expect(result.value).toMatchObject({ bodyBytes: 5, bodySha256: null });
    const framed = encodeChunks([new TextEncoder().encode('hello')], null, [['x-amz-checksum-crc32', 'NhCmhg==']]);
    const { body } = new Response(framed);
    expect(body && (await new Response(result.value.openBody(body)).text())).toBe('hello');
  });
});

describe('a request that is not', () => {
  it('is refused without a look at any storage', async () => {
    watched.nowMs = test.nowMs;
    const forged = { accessKeyId: `${pair.accessKeyId.slice(0, -1)}${pair.accessKeyId.endsWith('A') ? 'B' : 'A'}` };
    const others: [string, Partial<KeyPair>][] = [
      ['unknown_key', forged],
      ['unknown_key', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
      ['signature_mismatch', { secretAccessKey: 'x'.repeat(40) }],
    ];
    for (const [reason, changes] of others) {
      expect(outcome(await ask(watched, await signed({ ...pair, ...changes })))).toBe(reason);
    }
    const unsigned = { method: 'GET', url: new URL(URL_A), headers: new Headers(), hasBody: false };
    expect(outcome(await ask(watched, unsigned))).toBe('no_signature');
    const late = await signed(pair);
    watched.nowMs += 15 * 60_000 + 1;
    expect(outcome(await ask(watched, late))).toBe('time_skewed');
    expect(storage.calls).toEqual([]);
    watched.nowMs = test.nowMs;
    expect(outcome(await ask(watched, late))).toBe('in');
    expect(storage.calls).not.toEqual([]);
  });

  it('is refused for a body that is not there, before storage is asked', async () => {
    storage.reset();
    const request = { ...(await signed(pair, { method: 'PUT', body: 'hello' })), hasBody: false };
    expect(outcome(await ask(watched, request))).toBe('body_mismatch');
    expect(storage.calls).toEqual([]);
  });

  it('is refused with a pair that was never handed out, though the root key would make it', async () => {
    const accessKeyId = mintS3KeyId(test.services.keyring);
    const secretAccessKey = s3SecretOf(test.services.keyring, accessKeyId) ?? '';
    expect(await presented({ accessKeyId, secretAccessKey })).toBe('unknown_key');
  });
});

describe('the token behind a key pair', () => {
  it('must be of the project and the environment, and of another project is as if there were none', async () => {
    expect(await presented(pair, { project: 'other' })).toBe('unknown_key');
    expect(await presented(pair, { environment: 'staging' })).toBe('token wrong_environment');
    expect(await presented((await makePair({ project: undefined, projects: ['*'] })).pair, { project: 'other' })).toBe(
      'in',
    );
  });

  it('is known again in memory, on another day and in another region too, and only by its own signature', async () => {
    const again = { ...pair, secretAccessKey: 'x'.repeat(40) };
    expect(await presented(pair)).toBe('in');
    expect(await presented(again)).toBe('signature_mismatch');
    test.nowMs += 24 * HOUR_MS;
    expect(await presented(pair)).toBe('in');
    expect(await presented(again)).toBe('signature_mismatch');
    expect(outcome(await ask(test, await signed(pair, { region: 'eu-central-1' })))).toBe('in');
    expect(outcome(await ask(test, await signed(again, { region: 'eu-central-1' })))).toBe('signature_mismatch');
  });

  it('must come from the addresses that it is restricted to', async () => {
    const narrow = await makePair({ allowedIps: ['198.51.100.0/24'] });
    expect(await presented(narrow.pair)).toBe('token address_not_allowed');
    expect(await presented(narrow.pair, { address: null })).toBe('token address_not_allowed');
    expect(await presented(narrow.pair, { address: '198.51.100.7' })).toBe('in');
  });

  it('ends the pair when it is disabled, revoked or has expired, strictly on the next request', async () => {
    expect(await presented(pair)).toBe('in');
    const path = `/v1/tokens/${id}`;
    await test.call('POST', `${path}/disable`, { token: admin, json: {} });
    expect(await presented(pair, { consistency: 'strict' })).toBe('token disabled');
    await test.call('POST', `${path}/enable`, { token: admin, json: {} });
    expect(await presented(pair, { consistency: 'strict' })).toBe('in');
    await test.call('DELETE', path, { token: admin });
    expect(await presented(pair)).toBe('token revoked');
  });

  it('ends the URLs that were presigned with it, however long they say they are good', async () => {
    const brief = await makePair({ expires: '1h' });
    const url = await presignS3(brief.pair, { method: 'GET', url: URL_A, expiresSeconds: 7 * 24 * 3600 }, test.nowMs);
    const request = { method: 'GET', url, headers: new Headers(), hasBody: false };
    const later = createTestApp();
    later.nowMs = test.nowMs + HOUR_MS - 1000;
    expect(outcome(await ask(later, request))).toBe('in');
    later.nowMs = test.nowMs + HOUR_MS;
    expect(outcome(await ask(later, request))).toBe('token expired');
  });

  it('is not refused but unavailable when storage does not answer', async () => {
    const failing = createTestApp();
    failing.nowMs = test.nowMs;
    const broken = () => Promise.reject(new StorageError('D1 does not answer'));
    failing.services = {
      ...failing.services,
      copies: { ...failing.services.copies, get: broken },
      tokens: { ...failing.services.tokens, findCopy: broken },
    };
    await expect(signed(pair).then((request) => ask(failing, request))).rejects.toThrow(StorageError);
  });
});

describe('what a token grants', () => {
  const need = (name: string, action: string) => ({ resource: 'bucket', name, action });

  it('is what lies under its prefixes, and only the actions that are named', async () => {
    const result = await ask(test, await signed(pair));
    if (!result.ok) throw new Error(outcome(result));
    const { copy } = result.value.token;
    expect(grants(copy, need('assets/public/a.txt', 'read'))).toBe(true);
    expect(grants(copy, need('assets/public/', 'write'))).toBe(true);
    expect(grants(copy, need('assets/public/a.txt', 'delete'))).toBe(false);
    expect(grants(copy, need('assets/publicity', 'read'))).toBe(false);
    expect(grants(copy, need('assets', 'read'))).toBe(false);
    expect(grants(copy, need('other/public/a.txt', 'read'))).toBe(false);
    expect(grants({ ...copy, projects: [] }, need('assets/public/a.txt', 'read'))).toBe(false);
  });
});
