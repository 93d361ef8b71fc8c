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
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const managed = { admits: ADMIN, lacks: POWERLESS, wrongType: CLIENT };
const web = { path: '/v1/projects/web', conceals: { from: [POWERLESS, CLIENT], missing: '/v1/projects/none' } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addProject('unused');
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/projects',
    method: 'POST',
    path: '/v1/projects',
    json: { id: 'shop', name: 'Shop' },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/projects', method: 'GET', path: '/v1/projects', ...managed },
  { name: 'GET /v1/projects/{project}', method: 'GET', ...web, ...managed },
  {
    name: 'PATCH /v1/projects/{project}',
    method: 'PATCH',
    json: { name: 'The web' },
    boundedBody: true,
    ...web,
    ...managed,
  },
  { name: 'DELETE /v1/projects/{project}', method: 'DELETE', ...web, path: '/v1/projects/unused', ...managed },
];

for (const route of routes) runRouteContract(() => world, route);
