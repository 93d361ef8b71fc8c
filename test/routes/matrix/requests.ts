import { env } from 'cloudflare:workers';
import { parseId } from '../../../src/contract/ids.ts';
import { CREDENTIALS, keyBody, makeAccessKey } from '../../support/access-keys.ts';
import { makeToken } from '../../support/app.ts';
import { addClient, addGroup, addMember, addRole, addToGroup } from '../../support/people.ts';
import { documentOf, makeProperty } from '../../support/properties.ts';
import { addProject, addUser, type World } from '../../support/route-contract.ts';
import { findMaster } from './principals.ts';

/** What a row sends: the names in its path, a body, and what its answer is compared with where it must look missing. */
export type Request = {
  params: Record<string, string>;
  query?: string;
  json?: unknown;
  body?: string | URLSearchParams;
  /** The same names, one of which leads nowhere. */
  missing?: Record<string, string>;
  /** The body that names what is missing. */
  missingJson?: unknown;
  /** Whether the token presented ends by it, or must be fresh. */
  spends?: true;
};
type Recipe = (world: World, variant: string) => Promise<Request> | Request;

let names = 0;
const fresh = (prefix: string) => {
  names += 1;
  return `${prefix}-${names}`;
};

const PLACES = { project: 'web', namespace: 'flags', key: 'greeting' };
const NO_PROJECT = { ...PLACES, project: 'nosuch' };
const inWeb = (extra: Omit<Partial<Request>, 'params'> = {}): Request => ({
  params: PLACES,
  missing: NO_PROJECT,
  ...extra,
});

async function member(): Promise<Request> {
  const user = await addUser('none');
  await addMember('web', user, 'member');
  return { params: { project: 'web', user }, missing: { project: 'nosuch', user } };
}

async function namespace(): Promise<Request> {
  const name = fresh('ns');
  await env.DB.prepare("insert into namespaces (project, name, retention_days, created_at) values ('web', ?, 0, 0)")
    .bind(name)
    .run();
  return { params: { project: 'web', namespace: name }, missing: { project: 'nosuch', namespace: name } };
}

async function group(): Promise<Request> {
  const name = fresh('group');
  const user = await addUser('none');
  await addGroup(name);
  await addToGroup(name, user);
  return { params: { group: name, user } };
}

/** `client, web and app, staging` as the body of POST /v1/tokens. */
function scopeOf(variant: string): Record<string, unknown> {
  const [type = '', projects = '', environment = ''] = variant.split(', ');
  return {
    type,
    projects: projects === 'all' ? ['*'] : projects.split(' and '),
    environments: environment === 'both' ? ['staging', 'production'] : [environment],
    grants: [{ resource: 'namespace', name: '*', actions: ['read'] }],
  };
}

/** A token as a row's bracket says, all of them retrievable. */
async function token(world: World, variant: string): Promise<Request> {
  const missing = { id: 'tok_00000000001' };
  if (variant === 'master of another') {
    const user = await addUser('none');
    await world.test.call('PUT', `/v1/projects/web/members/${user}`, { token: world.admin, json: { role: 'member' } });
    return { params: { id: await findMaster(world, user) }, missing };
  }
  const owner = variant === 'personal of another' ? await addUser('none') : undefined;
  const scope = variant === 'admin' ? { type: 'admin' } : owner ? { type: 'personal', owner } : scopeOf(variant);
  const { id } = await makeToken(world.test, world.admin, { ...scope, retrievable: true });
  return { params: { id }, missing };
}

/** Client credentials in the form: whoever sends them, it is the client that is let in. */
async function clientForm(world: World): Promise<Request> {
  const { id, secret } = await makeToken(world.test, world.admin, scopeOf('client, web, staging'));
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  return { params: {}, body: new URLSearchParams(form) };
}

async function presentedForm(world: World, variant: string): Promise<Request> {
  const { secret } = await makeToken(world.test, world.admin, scopeOf(variant));
  return { params: {}, body: new URLSearchParams({ token: secret }) };
}

const withToken =
  (json?: unknown): Recipe =>
  async (world, variant) => ({ ...(await token(world, variant)), json });

async function disabledToken(world: World, variant: string): Promise<Request> {
  const request = await token(world, variant);
  await world.test.call('POST', `/v1/tokens/${request.params.id}/disable`, { token: world.admin });
  return request;
}

async function sharedToken(world: World, variant: string): Promise<Request> {
  const request = await token(world, variant);
  const made = await world.test.call('POST', `/v1/tokens/${request.params.id}/share`, {
    token: world.admin,
    json: { email: 'grace@example.com' },
  });
  const { id: share } = await made.json<{ id: string }>();
  return { params: { id: request.params.id ?? '', share }, missing: { id: 'tok_00000000001', share } };
}

const WEBHOOK = { channel: 'webhook', address: 'https://hooks.example.com/jeton' };
const filterOf = (variant: string) => (variant === 'to web' ? { project: 'web' } : {});

async function subscription(world: World, variant: string): Promise<Request> {
  const json = { ...WEBHOOK, filter: filterOf(variant) };
  const made = await world.test.call('POST', '/v1/subscriptions', { token: world.admin, json });
  const { subscription: of } = await made.json<{ subscription: { id: string } }>();
  return { params: { id: of.id }, missing: { id: 'sub_00000000001' } };
}

async function notification(world: World, variant: string): Promise<Request> {
  const { params } = await subscription(world, variant);
  const row = await env.DB.prepare(
    `insert into notifications (digest, subscription_id, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at, ended_at)
     values (?, ?, 'mail:a@example.com', 'mail', 'digest', 'delivered', 1, 0, 1, 1, 1) returning id`,
  )
    .bind(fresh('digest'), parseId('sub', params.id ?? ''))
    .first<number>('id');
  const digits = (row ?? 0).toString(32).padStart(11, '0');
  const id = [...digits].map((digit) => '0123456789abcdefghjkmnpqrstvwxyz'.charAt(Number.parseInt(digit, 32))).join('');
  return { params: { id: `ntf_${id}` }, missing: { id: 'ntf_zzzzzzzzzz1' } };
}

async function rotateNow({ test, admin }: World): Promise<{ kid: string }> {
  return (await test.call('POST', '/v1/signing-keys', { token: admin, json: { signsFrom: 'now' } })).json();
}

const trust = (project: string) => ({
  name: 'ci',
  issuer: 'https://ci.example.com',
  audience: 'https://jeton.test',
  claims: { sub: ['job:web'] },
  project,
  environments: ['staging'],
  grants: [{ resource: 'namespace', name: '*', actions: ['read'] }],
});

const withTrust =
  (json?: unknown): Recipe =>
  async ({ test, admin }) => {
    const made = await test.call('POST', '/v1/trusted-issuers', { token: admin, json: trust('web') });
    const { id } = await made.json<{ id: string }>();
    return { params: { id }, missing: { id: 'tru_00000000001' }, json };
  };

const property =
  (json?: unknown): Recipe =>
  async ({ test, admin }) => {
    const { id } = await makeProperty(test, admin, documentOf());
    return { params: { id, n: '1' }, missing: { id: 'prp_00000000001', n: '1' }, json };
  };

/** One of web; those before are cleared away, for a project has 50 at most. */
async function freshKey({ test, admin }: World) {
  await env.DB.batch([env.DB.prepare('delete from access_key_versions'), env.DB.prepare('delete from access_keys')]);
  return makeAccessKey(test, admin);
}

async function accessKey(world: World): Promise<Request> {
  const { uid } = await freshKey(world);
  return { params: { uid, version: '1' }, missing: { uid: 'key_00000000001', version: '1' } };
}

async function emptiedKey(world: World): Promise<Request> {
  const request = await accessKey(world);
  await env.DB.prepare('delete from access_key_versions').run();
  return request;
}

async function keyLookup(world: World): Promise<Request> {
  const json = { accessKeyUid: (await freshKey(world)).uid, version: 1 };
  const asked = await world.test.call('POST', '/v1/access-keys/lookups', { token: world.admin, json });
  const { lookupId } = await asked.json<{ lookupId: string }>();
  return { params: { id: lookupId }, missing: { id: 'akl_00000000001' } };
}

const plain: Recipe = () => ({ params: {} });
const named =
  (kind: string, add: (name: string) => Promise<void>, json?: unknown): Recipe =>
  async () => {
    const name = fresh('it');
    await add(name);
    return { params: { [kind]: name }, json };
  };
const role = (json?: unknown) => named('name', (name) => addRole(name, []), json);
const client = (json?: unknown) => named('client', (name) => addClient(name), json);
const user =
  (json?: unknown): Recipe =>
  async () => ({ params: { id: await addUser('none') }, json });
const item =
  (body?: string): Recipe =>
  (_world, environment) =>
    inWeb({ query: `?environment=${environment}`, ...(body && { body }) });
const inGroup =
  (json?: unknown): Recipe =>
  async () => ({ ...(await group()), json });

/** How each route is asked. What a row may do away with is made anew for it. */
export const RECIPES: Record<string, Recipe> = {
  'GET /health': plain,
  'OPTIONS /v1/tokens/self': plain,
  'OPTIONS /v1/projects/{project}/namespaces/{namespace}/items': () => ({ params: PLACES }),
  'OPTIONS /v1/projects/{project}/namespaces/{namespace}/items/{key}': () => ({ params: PLACES }),
  'GET /.well-known/jwks.json': plain,
  'GET /.well-known/status-lists/{n}': () => ({ params: { n: '1' } }),
  'POST /v1/setup': () => ({
    params: {},
    json: { setupCode: 'x', email: 'a@example.com', name: 'A', password: 'long enough to pass' },
  }),
  'POST /v1/shares/{code}/redeem': () => ({ params: { code: 'A'.repeat(43) } }),

  'GET /v1/users': plain,
  'POST /v1/users': () => ({ params: {}, json: { email: `${fresh('new')}@example.com`, name: 'New' } }),
  'GET /v1/users/{id}': user(),
  'PATCH /v1/users/{id}': user({ name: 'Renamed' }),
  'DELETE /v1/users/{id}': user(),
  'GET /v1/users/self': plain,
  'PATCH /v1/users/self': () => ({ params: {}, json: { name: 'Me' } }),
  'GET /v1/roles': plain,
  'POST /v1/roles': () => ({ params: {}, json: { name: fresh('role'), permissions: [] } }),
  'GET /v1/roles/{name}': role(),
  'PATCH /v1/roles/{name}': role({ permissions: ['token:read'] }),
  'DELETE /v1/roles/{name}': role(),
  'GET /v1/groups': plain,
  'POST /v1/groups': () => ({ params: {}, json: { id: fresh('group'), name: 'New' } }),
  'GET /v1/groups/{group}': inGroup(),
  'PATCH /v1/groups/{group}': inGroup({ name: 'Renamed' }),
  'DELETE /v1/groups/{group}': inGroup(),
  'GET /v1/groups/{group}/members': inGroup(),
  'PUT /v1/groups/{group}/members/{user}': inGroup(),
  'DELETE /v1/groups/{group}/members/{user}': inGroup(),
  'GET /v1/clients': plain,
  'POST /v1/clients': () => ({ params: {}, json: { id: fresh('client'), name: 'New' } }),
  'GET /v1/clients/{client}': client(),
  'PATCH /v1/clients/{client}': client({ name: 'Renamed' }),
  'DELETE /v1/clients/{client}': client(),
  'GET /v1/signing-keys': plain,
  'POST /v1/signing-keys': () => ({ params: {}, json: { signsFrom: 'now' } }),
  'DELETE /v1/signing-keys/{kid}': async (world) => {
    const { kid } = await rotateNow(world);
    await rotateNow(world);
    return { params: { kid } };
  },
  'GET /v1/environments': plain,
  'POST /v1/environments': () => ({ params: {}, json: { id: fresh('env'), name: 'New' } }),
  'GET /v1/environments/{environment}': () => ({ params: { environment: 'staging' } }),
  'DELETE /v1/environments/{environment}': named('environment', async (name) => {
    await env.DB.prepare('insert into environments values (?1, ?1, 0)').bind(name).run();
  }),

  'GET /v1/projects': plain,
  // Who makes a project owns it: the one of the table must not.
  'POST /v1/projects': () => ({ params: {}, json: { id: fresh('project'), name: 'New' }, spends: true }),
  'GET /v1/projects/{project}': () => inWeb(),
  'PATCH /v1/projects/{project}': () => inWeb({ json: { name: 'web' } }),
  // Web itself has to stay: whoever may delete it is told that it is in use.
  'DELETE /v1/projects/{project}': () => inWeb(),
  'GET /v1/projects/{project}/members': () => inWeb(),
  'GET /v1/projects/{project}/members/{user}': member,
  'PUT /v1/projects/{project}/members/{user}': async (_world, variant) => {
    const request = await member();
    const newcomer = variant === 'new' ? await addUser('none') : (request.params.user ?? '');
    const at = (project: string) => ({ project, user: newcomer });
    return { params: at('web'), missing: at('nosuch'), json: { role: 'member' } };
  },
  'DELETE /v1/projects/{project}/members/{user}': member,
  'GET /v1/projects/{project}/namespaces': () => inWeb(),
  'POST /v1/projects/{project}/namespaces': () => inWeb({ json: { name: fresh('ns') } }),
  'GET /v1/projects/{project}/namespaces/{namespace}': () => inWeb(),
  'PATCH /v1/projects/{project}/namespaces/{namespace}': () => inWeb({ json: { retentionDays: names % 100 } }),
  'DELETE /v1/projects/{project}/namespaces/{namespace}': namespace,
  'GET /v1/projects/{project}/namespaces/{namespace}/items': item(),
  'GET /v1/projects/{project}/namespaces/{namespace}/items/{key}': item(),
  'PUT /v1/projects/{project}/namespaces/{namespace}/items/{key}': item('hello'),
  'DELETE /v1/projects/{project}/namespaces/{namespace}/items/{key}': (_world, environment) => {
    const params = { ...PLACES, key: 'spare' };
    return { params, missing: { ...params, project: 'nosuch' }, query: `?environment=${environment}` };
  },

  'POST /v1/tokens': async (_world, variant) => {
    const name = 'made';
    if (variant === 'admin' || variant === 'personal') return { params: {}, json: { type: variant, name } };
    if (variant === 'personal of another') {
      return { params: {}, json: { type: 'personal', name, owner: await addUser('none') } };
    }
    const scope = scopeOf(variant);
    return { params: {}, json: { ...scope, name }, missingJson: { ...scope, name, projects: ['nosuch'] } };
  },
  'POST /v1/tokens/import': () => ({ params: {}, json: { tokens: [{ type: 'admin' }] } }),
  'GET /v1/tokens': plain,
  'GET /v1/tokens/expirations': plain,
  'GET /v1/tokens/{id}': withToken(),
  'PATCH /v1/tokens/{id}': withToken({ name: 'renamed' }),
  'POST /v1/tokens/{id}/refresh': withToken({}),
  'POST /v1/tokens/{id}/disable': withToken(),
  'POST /v1/tokens/{id}/enable': disabledToken,
  'DELETE /v1/tokens/{id}': withToken(),
  'GET /v1/tokens/{id}/secret': withToken(),
  'POST /v1/tokens/{id}/share': withToken({ email: 'grace@example.com' }),
  'GET /v1/tokens/{id}/shares': withToken(),
  'DELETE /v1/tokens/{id}/shares/{share}': sharedToken,
  'GET /v1/tokens/{id}/events': withToken(),
  'GET /v1/tokens/{id}/uses': withToken(),
  'POST /v1/tokens/revoke': () => ({ params: {}, json: { project: 'web', issuedBefore: '1970-01-01T00:00:01Z' } }),
  'POST /v1/tokens/verify': () => ({ params: {}, json: { token: 'any string' } }),
  'GET /v1/tokens/self': plain,
  'POST /v1/tokens/self/refresh': () => ({ params: {}, json: {}, spends: true }),
  'DELETE /v1/tokens/self': () => ({ params: {}, spends: true }),

  'GET /.well-known/oauth-authorization-server': plain,
  'GET /.well-known/oauth-protected-resource': plain,
  'POST /oauth/token': clientForm,
  'POST /oauth/introspect': () => ({ params: {}, body: new URLSearchParams({ token: 'any string' }) }),
  'POST /oauth/revoke': presentedForm,

  'GET /v1/events': (_world, variant) => ofWeb(variant),
  'GET /v1/requests': (_world, variant) => ofWeb(variant),
  'GET /v1/events.ndjson': (_world, variant) => ofWeb(variant),
  'GET /v1/events/verify': plain,
  'GET /v1/subscriptions': plain,
  'POST /v1/subscriptions': (_world, variant) => ({ params: {}, json: { ...WEBHOOK, filter: filterOf(variant) } }),
  'GET /v1/subscriptions/{id}': subscription,
  'PATCH /v1/subscriptions/{id}': async (world, variant) => ({
    ...(await subscription(world, variant)),
    json: { description: 'changed' },
  }),
  'DELETE /v1/subscriptions/{id}': subscription,
  'POST /v1/subscriptions/{id}/rotate-secret': async (world, variant) => ({
    ...(await subscription(world, variant)),
    json: {},
  }),
  'POST /v1/subscriptions/{id}/test': subscription,
  'GET /v1/trusted-issuers': plain,
  'POST /v1/trusted-issuers': () => ({ params: {}, json: trust('web'), missingJson: trust('nosuch') }),
  'GET /v1/trusted-issuers/{id}': withTrust(),
  'PATCH /v1/trusted-issuers/{id}': (world, variant) =>
    withTrust(variant === 'to rest' ? { enabled: false } : { claims: { sub: ['job:app'] } })(world, variant),
  'DELETE /v1/trusted-issuers/{id}': withTrust(),
  'GET /v1/properties': plain,
  'POST /v1/properties': () => {
    const json = { name: fresh('property'), document: documentOf() };
    return { params: {}, json: { ...json, project: 'web' }, missingJson: { ...json, project: 'nosuch' } };
  },
  'GET /v1/properties/{id}': property(),
  'DELETE /v1/properties/{id}': property(),
  'GET /v1/properties/{id}/versions': property(),
  'POST /v1/properties/{id}/versions': property({ document: documentOf() }),
  'GET /v1/properties/{id}/versions/{n}': property(),
  'PUT /v1/properties/{id}/versions/{n}': property({ document: documentOf() }),
  'GET /v1/properties/{id}/activations': property(),
  'POST /v1/properties/{id}/activations': property({ environment: 'production' }),
  'GET /schemas/property.json': plain,
  'GET /v1/access-keys': plain,
  'POST /v1/access-keys': () => ({ params: {}, json: keyBody(), missingJson: keyBody({ project: 'nosuch' }) }),
  'GET /v1/access-keys/{uid}': accessKey,
  'DELETE /v1/access-keys/{uid}': emptiedKey,
  'GET /v1/access-keys/{uid}/versions': accessKey,
  'POST /v1/access-keys/{uid}/versions': async (world) => ({ ...(await accessKey(world)), json: CREDENTIALS }),
  'GET /v1/access-keys/{uid}/versions/{version}': accessKey,
  'DELETE /v1/access-keys/{uid}/versions/{version}': accessKey,
  'GET /v1/access-keys/{uid}/versions/{version}/properties': accessKey,
  'GET /v1/access-keys/requests/{id}': async (world) => ({
    params: { id: (await freshKey(world)).request },
    missing: { id: 'akr_00000000001' },
  }),
  'POST /v1/access-keys/lookups': async (world) => ({
    params: {},
    json: { accessKeyUid: (await freshKey(world)).uid, version: 1 },
    missingJson: { accessKeyUid: 'key_00000000001', version: 1 },
  }),
  'GET /v1/access-keys/lookups/{id}': keyLookup,
  'GET /v1/notifications': plain,
  'POST /v1/notifications/{id}/redeliver': notification,
  'GET /v1/settings': plain,
  'GET /v1/sweeps': plain,
  'POST /v1/sweeps': () => ({ params: {}, json: { job: 'daily' } }),
};

/** The project that is missing is named by the query, not by the path. */
function ofWeb(variant: string): Request {
  if (variant === '') return { params: {} };
  return { params: { asked: 'web' }, query: '?project={asked}', missing: { asked: 'nosuch' } };
}

/** The projects that the rows speak of, and what lies in web. */
export async function addPlaces(world: World): Promise<void> {
  await addProject('web', ['flags']);
  await addProject('app', ['flags']);
  for (const environment of ['staging', 'production']) {
    for (const key of ['greeting', 'spare']) {
      const path = `/v1/projects/web/namespaces/flags/items/${key}?environment=${environment}`;
      await world.test.call('PUT', path, { token: world.admin, body: 'hello' });
    }
  }
}
