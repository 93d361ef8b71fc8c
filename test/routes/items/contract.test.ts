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

const holding = (action: string): TokenBody => ({
  type: 'client',
  project: 'web',
  environments: ['staging'],
  grants: [{ resource: 'namespace', name: 'a', actions: [action] }],
});
const ALL_BUT = { read: ['write', 'delete'], write: ['read', 'delete'], delete: ['read', 'write'] };
const needs = (action: keyof typeof ALL_BUT) => ({
  admits: holding(action),
  lacks: { ...holding(action), grants: [{ resource: 'namespace', name: 'a', actions: ALL_BUT[action] }] },
  conceals: {
    from: [{ ...holding(action), project: 'web2', grants: [] }],
    missing: '/v1/projects/none/namespaces/a/items/x',
  },
});
const item = '/v1/projects/web/namespaces/a/items/x';

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['a']);
  await addProject('web2');
});

const routes: RouteContract[] = [
  {
    name: 'PUT /v1/projects/{project}/namespaces/{namespace}/items/{key}',
    method: 'PUT',
    path: item,
    body: () => 'value',
    ...needs('write'),
  },
  {
    name: 'GET /v1/projects/{project}/namespaces/{namespace}/items/{key}',
    method: 'GET',
    path: item,
    ...needs('read'),
  },
  {
    name: 'GET /v1/projects/{project}/namespaces/{namespace}/items',
    method: 'GET',
    path: '/v1/projects/web/namespaces/a/items',
    ...needs('read'),
  },
  {
    name: 'DELETE /v1/projects/{project}/namespaces/{namespace}/items/{key}',
    method: 'DELETE',
    path: item,
    ...needs('delete'),
  },
];

for (const route of routes) runRouteContract(() => world, route);
