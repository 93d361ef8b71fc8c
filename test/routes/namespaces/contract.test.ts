import { beforeAll } from 'vitest';
import {
  addProject,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;

const ADMIN: TokenBody = { type: 'admin' };
const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = {
  type: 'client',
  project: 'web',
  environments: ['production'],
  grants: [{ resource: 'namespace', name: '*', actions: ['read', 'write', 'delete'] }],
};
const managed = { admits: ADMIN, lacks: POWERLESS, wrongType: CLIENT };
const all = '/v1/projects/web/namespaces';
const missing = { conceals: { from: [POWERLESS, CLIENT], missing: `${all}/none` } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
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
  { name: 'GET /v1/projects/{project}/namespaces', method: 'GET', path: all, ...managed },
  {
    name: 'GET /v1/projects/{project}/namespaces/{namespace}',
    method: 'GET',
    path: `${all}/marketing`,
    ...missing,
    ...managed,
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
    path: `${all}/marketing`,
    ...missing,
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
