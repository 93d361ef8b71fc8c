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
/** Sees the project, and may do nothing to it. */
const READER: TokenBody = { type: 'personal', owner: 'reader' };
const web = { path: '/v1/projects/web', conceals: { from: [POWERLESS, CLIENT], missing: '/v1/projects/none' } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
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
  { name: 'GET /v1/projects', method: 'GET', path: '/v1/projects', admits: POWERLESS, wrongType: CLIENT },
  { name: 'GET /v1/projects/{project}', method: 'GET', ...web, admits: READER, wrongType: CLIENT },
  {
    name: 'PATCH /v1/projects/{project}',
    method: 'PATCH',
    json: { name: 'The web' },
    boundedBody: true,
    ...web,
    ...managed,
    lacks: READER,
  },
  {
    name: 'DELETE /v1/projects/{project}',
    method: 'DELETE',
    path: '/v1/projects/web?detach=true',
    conceals: { from: [POWERLESS, CLIENT], missing: '/v1/projects/none?detach=true' },
    ...managed,
    lacks: READER,
  },
];

for (const route of routes) runRouteContract(() => world, route);
