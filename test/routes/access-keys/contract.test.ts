import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import { CREDENTIALS, keyBody, makeAccessKey } from '../../support/access-keys.ts';
import {
  addProject,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
let uid = '';
let empty = '';
let request = '';
let lookup = '';

const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', projects: ['*'], environments: ['production'] };
const STRANGER: TokenBody = { type: 'personal', owner: 'elsewhere' };
/** `reader` sees tokens, and no access keys. */
const READER: TokenBody = { type: 'personal', owner: 'reader' };
/** A member sees the keys of the project, and changes none. */
const MEMBER: TokenBody = { type: 'personal', owner: 'member' };
const managed = { admits: { type: 'admin' }, wrongType: CLIENT };
const concealed = (missing: string) => ({ conceals: { from: [POWERLESS, STRANGER, READER, CLIENT], missing } });
const NO_KEY = '/v1/access-keys/key_00000000001';

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  const { test, admin } = world;
  const made = await makeAccessKey(test, admin);
  ({ uid, request } = made);
  empty = (await makeAccessKey(test, admin)).uid;
  await env.DB.prepare('delete from access_key_versions where access_key_id = ?').bind(parseId('key', empty)).run();
  const json = { accessKeyUid: uid, version: 1 };
  const asked = await test.call('POST', '/v1/access-keys/lookups', { token: admin, json });
  lookup = (await asked.json<{ lookupId: string }>()).lookupId;
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/access-keys',
    method: 'POST',
    path: '/v1/access-keys',
    json: keyBody(),
    boundedBody: true,
    lacks: MEMBER,
    ...managed,
  },
  { name: 'GET /v1/access-keys', method: 'GET', path: '/v1/access-keys', admits: POWERLESS, wrongType: CLIENT },
  {
    name: 'GET /v1/access-keys/{uid}',
    method: 'GET',
    path: () => `/v1/access-keys/${uid}`,
    ...concealed(NO_KEY),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'DELETE /v1/access-keys/{uid}',
    method: 'DELETE',
    path: () => `/v1/access-keys/${empty}`,
    lacks: MEMBER,
    ...concealed(NO_KEY),
    ...managed,
  },
  {
    name: 'POST /v1/access-keys/{uid}/versions',
    method: 'POST',
    path: () => `/v1/access-keys/${uid}/versions`,
    json: CREDENTIALS,
    boundedBody: true,
    lacks: MEMBER,
    ...concealed(`${NO_KEY}/versions`),
    ...managed,
  },
  {
    name: 'GET /v1/access-keys/{uid}/versions',
    method: 'GET',
    path: () => `/v1/access-keys/${uid}/versions`,
    ...concealed(`${NO_KEY}/versions`),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'GET /v1/access-keys/{uid}/versions/{version}',
    method: 'GET',
    path: () => `/v1/access-keys/${uid}/versions/1`,
    ...concealed(`${NO_KEY}/versions/1`),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'GET /v1/access-keys/{uid}/versions/{version}/properties',
    method: 'GET',
    path: () => `/v1/access-keys/${uid}/versions/1/properties`,
    ...concealed(`${NO_KEY}/versions/1/properties`),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'GET /v1/access-keys/requests/{id}',
    method: 'GET',
    path: () => `/v1/access-keys/requests/${request}`,
    ...concealed('/v1/access-keys/requests/akr_00000000001'),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'POST /v1/access-keys/lookups',
    method: 'POST',
    path: '/v1/access-keys/lookups',
    get json() {
      return { accessKeyUid: uid, version: 1 };
    },
    boundedBody: true,
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'GET /v1/access-keys/lookups/{id}',
    method: 'GET',
    path: () => `/v1/access-keys/lookups/${lookup}`,
    ...concealed('/v1/access-keys/lookups/akl_00000000001'),
    admits: MEMBER,
    wrongType: CLIENT,
  },
  {
    name: 'DELETE /v1/access-keys/{uid}/versions/{version}',
    method: 'DELETE',
    path: () => `/v1/access-keys/${uid}/versions/1`,
    lacks: MEMBER,
    ...concealed(`${NO_KEY}/versions/1`),
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
