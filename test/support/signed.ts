import { inflateSync } from 'node:zlib';
import { base64url, createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { SigningKey } from '../../src/contract/signing-keys.ts';
import { makeToken, ORIGIN, type TestApp } from './app.ts';

/** A signed token that marketing of project web may be read with: the project must be there. */
export const SIGNED = {
  type: 'access',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }],
  format: 'jwt',
  expires: '30d',
};

/** Makes the project and the namespace that {@link SIGNED} names. */
export async function addMarketing(test: TestApp, admin: string): Promise<void> {
  await test.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
  await test.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'marketing' } });
}

export function makeSigned(test: TestApp, admin: string, more: Record<string, unknown> = {}) {
  return makeToken(test, admin, { ...SIGNED, ...more });
}

export async function readJwks(test: TestApp): Promise<JSONWebKeySet> {
  return (await test.call('GET', '/.well-known/jwks.json')).json();
}

/** Verifies a JWT as anybody else would: by the published keys, at the app's time. */
export async function verifyElsewhere(test: TestApp, jwt: string, typ: string): Promise<JWTPayload> {
  const keys = createLocalJWKSet(await readJwks(test));
  const { payload } = await jwtVerify(jwt, keys, { typ, issuer: ORIGIN, currentDate: new Date(test.nowMs) });
  return payload;
}

/** Where the status of a signed token stands. */
export function placeOf(jwt: string): { idx: number; uri: string } {
  return decodeJwt<{ status: { status_list: { idx: number; uri: string } } }>(jwt).status.status_list;
}

/** The bits of a status list, after its signature was checked. */
export async function readStatusList(test: TestApp, uri: string): Promise<Uint8Array> {
  const response = await test.call('GET', new URL(uri).pathname);
  if (response.status !== 200) throw new Error(`the status list answered ${response.status}`);
  const payload = await verifyElsewhere(test, await response.text(), 'statuslist+jwt');
  const { lst } = payload.status_list as { lst: string };
  return inflateSync(base64url.decode(lst));
}

/** Whether a status list says, to whoever asks this isolate now, that a token is good no more: one bit, lowest first. */
export async function isListedInvalid(test: TestApp, jwt: string): Promise<boolean> {
  const { idx, uri } = placeOf(jwt);
  const bits = await readStatusList(test, uri);
  return (((bits[idx >> 3] ?? 0) >> (idx & 7)) & 1) === 1;
}

export async function listKeys(test: TestApp, admin: string): Promise<SigningKey[]> {
  const response = await test.call('GET', '/v1/signing-keys', { token: admin });
  return (await response.json<{ items: SigningKey[] }>()).items;
}

export async function rotate(test: TestApp, admin: string, signsFrom?: string): Promise<SigningKey> {
  const json = signsFrom === undefined ? undefined : { signsFrom };
  const response = await test.call('POST', '/v1/signing-keys', { token: admin, json });
  if (response.status !== 201) throw new Error(`rotation answered ${response.status}: ${await response.text()}`);
  return response.json();
}
