import { env } from 'cloudflare:workers';
import { type Activation, PropertyDocument, type PropertyVersion } from '../../src/contract/properties.ts';
import { createOriginSender } from '../../src/outbound/origin.ts';
import type { TestApp } from './app.ts';

export type Json = Record<string, unknown>;

/** A public address: nothing needs to be looked up, and tests send nothing there. */
export const PUBLIC_ORIGIN = 'https://93.184.216.34/files';

let made = 0;
/** A number that no other thing of this test file has. */
export function next(): number {
  made += 1;
  return made;
}

/** The document of a property that is open at a hostname of its own, in production. */
export function documentOf(changes: Json = {}): Json {
  return {
    hostnames: { production: [`files-${next()}.example.com`] },
    origin: { url: PUBLIC_ORIGIN },
    rules: [{ paths: ['/*'], access: { by: 'token', requires: [] } }],
    ...changes,
  };
}

/** The same as it is kept, with its defaults. */
export function keptDocument(changes: Json = {}): PropertyDocument {
  return PropertyDocument.parse(documentOf(changes));
}

export type Made = { id: string; version: PropertyVersion };

export async function makeProperty(test: TestApp, token: string, document: Json, project = 'web'): Promise<Made> {
  const json = { project, name: `files ${next()}`, document };
  const answer = await test.call('POST', '/v1/properties', { token, json });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}: ${await answer.text()}`);
  const { property, version } = await answer.json<{ property: { id: string }; version: PropertyVersion }>();
  return { id: property.id, version };
}

export async function saveNext(test: TestApp, token: string, id: string, document: Json): Promise<PropertyVersion> {
  const answer = await test.call('POST', `/v1/properties/${id}/versions`, { token, json: { document } });
  if (answer.status !== 201) throw new Error(`save answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Asks for an activation; production where nothing else is said. */
export function askToActivate(test: TestApp, token: string, id: string, body: Json = {}): Promise<Response> {
  const json = { environment: 'production', ...body };
  return test.call('POST', `/v1/properties/${id}/activations`, { token, json });
}

export async function activate(test: TestApp, token: string, id: string, body: Json = {}): Promise<Activation> {
  const answer = await askToActivate(test, token, id, body);
  if (answer.status !== 201) throw new Error(`activate answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Puts a version of an access key straight into D1, and returns its guid. */
export async function addKeyVersion(
  fields: { project?: string; status?: string; network?: string } = {},
): Promise<string> {
  const { project = 'web', status = 'ACTIVE', network = 'STANDARD_TLS' } = fields;
  const guid = crypto.randomUUID();
  const id = 5_000 + next();
  await env.DB.batch([
    env.DB.prepare(
      `insert into access_keys (id, project, name, authentication_method, security_network, latest_version, created_by, created_at)
       values (?1, ?2, 'key ' || ?1, 'AWS4_HMAC_SHA256', ?3, 1, 'usr_test', 0)`,
    ).bind(id, project, network),
    env.DB.prepare(
      `insert into access_key_versions (access_key_id, version, guid, cloud_access_key_id, sealed, root_key_id, status, status_at, created_by, created_at)
       values (?, 1, ?, 'AKIATEST', x'00', 'root', ?, 0, 'usr_test', 0)`,
    ).bind(id, guid, status),
  ]);
  return guid;
}

/** Lets DNS answer so; what is not named does not resolve, null: DNS gives no answer. */
export function resolving(test: TestApp, names: Record<string, string[] | null>, loopbackAllowed = false): void {
  const resolve = (name: string) => {
    const addresses = Object.hasOwn(names, name) ? names[name] : [];
    return addresses ? Promise.resolve(addresses) : Promise.reject(new Error('no answer'));
  };
  const origins = createOriginSender({ loopbackAllowed, resolve });
  test.services = { ...test.services, origins, originsToLoopback: loopbackAllowed };
}
