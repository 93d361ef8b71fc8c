import { beforeAll } from 'vitest';
import { addRole } from '../../support/people.ts';
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
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const managed = { admits: ADMIN, lacks: POWERLESS, wrongType: CLIENT };
const missing = { conceals: { from: [POWERLESS, CLIENT], missing: '/v1/roles/missing' } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addRole('developer', ['token:*@staging']);
  await addRole('unused', []);
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/roles',
    method: 'POST',
    path: '/v1/roles',
    json: { name: 'operator', permissions: ['token:read'] },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/roles', method: 'GET', path: '/v1/roles', ...managed },
  { name: 'GET /v1/roles/{name}', method: 'GET', path: '/v1/roles/developer', ...missing, ...managed },
  {
    name: 'PATCH /v1/roles/{name}',
    method: 'PATCH',
    path: '/v1/roles/developer',
    json: { permissions: ['token:read'] },
    boundedBody: true,
    ...missing,
    ...managed,
  },
  { name: 'DELETE /v1/roles/{name}', method: 'DELETE', path: '/v1/roles/unused', ...missing, ...managed },
];

for (const route of routes) runRouteContract(() => world, route);
