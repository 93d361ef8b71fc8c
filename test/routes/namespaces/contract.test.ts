import { beforeAll } from 'vitest';
import { addGroup, addRole } from '../../support/people.ts';
import {
  addProject,
  addUser,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
let reader = '';
let viewer = '';

const ADMIN: TokenBody = { type: 'admin' };
const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
/** Manages tokens of the project, but sees no namespace. */
const TOKENS: TokenBody = {
  type: 'personal',
  get owner() {
    return reader;
  },
};
const VIEWER: TokenBody = {
  type: 'personal',
  get owner() {
    return viewer;
  },
};
const CLIENT: TokenBody = {
  type: 'client',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: '*', actions: ['read', 'write', 'delete'] }],
};
const ELSEWHERE: TokenBody = { ...CLIENT, project: 'web2' };
const managed = { admits: ADMIN, lacks: VIEWER, wrongType: CLIENT };
const looked = { admits: { ...CLIENT, grants: [{ resource: 'namespace', name: 'marketing', actions: ['read'] }] } };
const all = '/v1/projects/web/namespaces';
const missing = { conceals: { from: [POWERLESS, CLIENT], missing: `${all}/none` } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing', 'private']);
  await addProject('web2');
  await addGroup('editors');
  await addRole('tokens', ['token:*']);
  reader = await addUser('tokens');
  viewer = await addUser('viewer');
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/projects/{project}/namespaces',
    method: 'POST',
    path: all,
    json: { name: 'pricing' },
    conceals: { from: [POWERLESS, CLIENT], missing: '/v1/projects/none/namespaces' },
    boundedBody: true,
    ...managed,
  },
  {
    name: 'GET /v1/projects/{project}/namespaces',
    method: 'GET',
    path: all,
    ...looked,
    lacks: TOKENS,
    conceals: { from: [POWERLESS, ELSEWHERE], missing: '/v1/projects/none/namespaces' },
  },
  {
    name: 'GET /v1/projects/{project}/namespaces/{namespace}',
    method: 'GET',
    path: `${all}/marketing`,
    ...looked,
    lacks: TOKENS,
    conceals: { from: [POWERLESS, ELSEWHERE, { ...CLIENT, grants: [] }], missing: `${all}/none` },
  },
  {
    name: 'PATCH /v1/projects/{project}/namespaces/{namespace}',
    method: 'PATCH',
    path: `${all}/marketing`,
    json: { group: 'editors' },
    boundedBody: true,
    ...missing,
    ...managed,
  },
  {
    name: 'DELETE /v1/projects/{project}/namespaces/{namespace}',
    method: 'DELETE',
    path: `${all}/private`,
    ...missing,
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
