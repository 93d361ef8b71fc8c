import { inject } from 'vitest';
import { accessKeyContext } from '../../../src/contract/access-keys.ts';
import type { Grant } from '../../../src/contract/grants.ts';
import type { LentKey } from '../../../src/contract/route-copy.ts';
import { seal } from '../../../src/crypto/seal.ts';
import { createTestApp, setUpAdmin, type TestApp } from '../../support/app.ts';
import { createTestGateway, type RouteOf, type TestGateway } from '../../support/gateway.ts';
import type { Told } from '../../support/s3-origin.ts';
import { type KeyPair, signS3 } from '../../support/s3-sign.ts';

export const S3_HOST = 's3.example.com';
const GUID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
/** As test/support/s3-origin.ts has it, which does not run in here. */
const ORIGIN_PAIR = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

export type World = { test: TestApp; gateway: TestGateway; admin: string };
export type Sent = {
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** What the signature says of the body; else its hash. */
  payload?: string;
  host?: string;
};

/** A deployment with a property in front of the S3 server: `assets` is its `real-assets`, `docs` its `docs`. */
export async function createWorld(route: Partial<RouteOf> = {}): Promise<World> {
  const test = createTestApp();
  const admin = await setUpAdmin(test);
  const place = await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
  if (place.status !== 201) throw new Error(`the project: ${place.status} ${await place.text()}`);
  const gateway = createTestGateway(test);
  await gateway.put(await routeOf(test, route));
  return { test, gateway, admin };
}

export async function routeOf(test: TestApp, changes: Partial<RouteOf> = {}): Promise<RouteOf> {
  const { document, ...rest } = changes;
  return {
    hostname: S3_HOST,
    project: 'web',
    document: {
      origin: { url: inject('s3Origin') },
      signing: { accessKeyVersionGuid: GUID, region: 'us-east-1' },
      s3: { buckets: [{ name: 'assets', originBucket: 'real-assets' }, { name: 'docs' }] },
      ...document,
    },
    key: await lentKey(test, 'AWS4_HMAC_SHA256'),
    ...rest,
  };
}

export async function lentKey(test: TestApp, authenticationMethod: LentKey['authenticationMethod']): Promise<LentKey> {
  const sealed = await seal(test.services.keyring, ORIGIN_PAIR.secretAccessKey, accessKeyContext(1, 1));
  return {
    keyId: 1,
    version: 1,
    authenticationMethod,
    cloudAccessKeyId: ORIGIN_PAIR.accessKeyId,
    sealed: btoa(String.fromCharCode(...sealed)),
  };
}

/** A grant on a bucket, as people write it: `assets/public/* read,write`. */
export function on(name: string, ...actions: string[]): Grant {
  return { resource: 'bucket', name, actions };
}

/** A token that signs S3 requests. */
export async function makePair(
  { test, admin }: World,
  grants: Grant[],
  body: Record<string, unknown> = {},
): Promise<KeyPair & { id: string }> {
  const json = {
    name: 'storage',
    type: 'access',
    environments: ['production'],
    project: 'web',
    s3: true,
    grants,
    ...body,
  };
  const response = await test.call('POST', '/v1/tokens', { token: admin, json });
  if (response.status !== 201) throw new Error(`create answered ${response.status}: ${await response.text()}`);
  const { token, s3 } = await response.json<{ token: { id: string }; s3: KeyPair }>();
  return { id: token.id, ...s3 };
}

/** Sends a signed request. `path` with its query, as it stands in the URL. */
export async function send(
  { test, gateway }: World,
  pair: KeyPair,
  method: string,
  path: string,
  { headers = {}, body, payload, host = S3_HOST }: Sent = {},
): Promise<Response> {
  const asked = {
    method,
    url: `https://${host}${path}`,
    headers,
    body: body ?? '',
    ...(payload !== undefined && { payload }),
  };
  const signed = await signS3(pair, asked, test.nowMs);
  // A request that comes from no network has none by itself.
  const length = body === undefined ? {} : { 'content-length': String(lengthOf(body)) };
  const all = { ...length, ...signed.headers };
  const init = { method, headers: all, redirect: 'manual', ...(body !== undefined && { body }) } as const;
  return gateway.fetch(new Request(signed.url, init));
}

function lengthOf(body: string | Uint8Array): number {
  return (typeof body === 'string' ? new TextEncoder().encode(body) : body).byteLength;
}

/** Status and S3's code: `403 AccessDenied`; of an answer without an error the status alone. */
export async function outcome(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  return code === undefined || response.ok ? String(response.status) : `${response.status} ${code}`;
}

/** What came to the storage with this in its path. */
export async function told(part: string): Promise<Told[]> {
  const response = await fetch(`${inject('s3Origin')}/__told?from=0`);
  return (await response.json<Told[]>()).filter(({ path }) => path.includes(part));
}
