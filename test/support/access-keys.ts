import { env } from 'cloudflare:workers';
import type { AccessKeyVersion } from '../../src/contract/access-keys.ts';
import { parseId } from '../../src/contract/ids.ts';
import type { TestApp } from './app.ts';
import { handOver } from './queue.ts';

export const CREDENTIALS = {
  cloudAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  cloudSecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
export const OTHER_CREDENTIALS = {
  cloudAccessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  cloudSecretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};

let names = 0;

/** The body of a key in project web, under a name of its own. */
export function keyBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  names += 1;
  return {
    accessKeyName: `key ${names}`,
    authenticationMethod: 'AWS4_HMAC_SHA256',
    project: 'web',
    credentials: CREDENTIALS,
    networkConfiguration: { securityNetwork: 'STANDARD_TLS' },
    ...changes,
  };
}

/** Asks for something that comes about behind the answer, and returns the id of the request for it. */
export async function submit(test: TestApp, token: string, path: string, json: unknown): Promise<string> {
  const answer = await test.call('POST', path, { token, json });
  if (answer.status !== 202) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ requestId: string }>()).requestId;
}

/** Hands over the message that activates, as the queue would: twice does no harm. */
export async function activate(test: TestApp, request: string): Promise<void> {
  const back = await handOver(test, [{ activateKey: { request: parseId('akr', request) ?? 0 } }]);
  if (back.length > 0) throw new Error(`handed back: ${JSON.stringify(back)}`);
}

/** A key whose first version is active. */
export async function makeAccessKey(
  test: TestApp,
  token: string,
  changes: Record<string, unknown> = {},
): Promise<{ uid: string; guid: string; request: string }> {
  const request = await submit(test, token, '/v1/access-keys', keyBody(changes));
  await activate(test, request);
  const record = await test.call('GET', `/v1/access-keys/requests/${request}`, { token });
  const { accessKey } = await record.json<{ accessKey: { accessKeyUid: string } | null }>();
  if (accessKey === null) throw new Error(`request ${request} is not done`);
  const uid = accessKey.accessKeyUid;
  return { uid, guid: await guidOf(test, token, uid, 1), request };
}

/** Another version of a key, active. */
export async function addKeyVersion(test: TestApp, token: string, uid: string): Promise<string> {
  const request = await submit(test, token, `/v1/access-keys/${uid}/versions`, OTHER_CREDENTIALS);
  await activate(test, request);
  return request;
}

export async function guidOf(test: TestApp, token: string, uid: string, version: number): Promise<string> {
  const answer = await test.call('GET', `/v1/access-keys/${uid}/versions/${version}`, { token });
  return (await answer.json<AccessKeyVersion>()).versionGuid;
}

/** A property that signs with a version wherever it is active, straight in D1; `active`: its version by environment. */
export async function addUsingProperty(
  guid: string,
  { name = 'photos', project = 'web', active = { production: 3 } as Record<string, number> } = {},
): Promise<number> {
  const property = env.DB.prepare(
    `insert into properties (project, name, change, latest_version, created_by, created_at)
     values (?, ?, 1, 9, 'usr_00000000001', 0) returning id`,
  );
  const id = (await property.bind(project, name).first<number>('id')) ?? 0;
  for (const [environment, version] of Object.entries(active)) {
    await env.DB.batch([
      env.DB.prepare('insert into active_properties values (?, ?, ?, ?, 1, 0)').bind(id, environment, version, guid),
      env.DB.prepare('insert into property_hostnames values (?, ?, ?, null)').bind(
        `${name}.${environment}.example.com`,
        id,
        environment,
      ),
    ]);
  }
  return id;
}

/** Lets a property go of everything that it signs with. */
export async function deactivate(propertyId: number): Promise<void> {
  await env.DB.prepare('delete from active_properties where property_id = ?').bind(propertyId).run();
}

/** The states of a key's versions, as D1 has them: `1 ACTIVE`. */
export async function statesOf(uid: string): Promise<string[]> {
  const rows = env.DB.prepare(
    'select version, status from access_key_versions where access_key_id = ? order by version',
  );
  const { results } = await rows.bind(parseId('key', uid)).all<{ version: number; status: string }>();
  return results.map(({ version, status }) => `${version} ${status}`);
}

/** What the audit trail tells of a key, oldest first. */
export async function actionsOn(uid: string): Promise<string[]> {
  const rows = env.DB.prepare('select action from events where target = ? order by id').bind(uid);
  return (await rows.all<{ action: string }>()).results.map(({ action }) => action);
}
