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
const missing = { conceals: { from: [POWERLESS, CLIENT], missing: '/v1/environments/none' } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/environments',
    method: 'POST',
    path: '/v1/environments',
    json: { id: 'preview', name: 'Preview' },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/environments', method: 'GET', path: '/v1/environments', ...managed },
  {
    name: 'GET /v1/environments/{environment}',
    method: 'GET',
    path: '/v1/environments/staging',
    ...missing,
    ...managed,
  },
  {
    name: 'DELETE /v1/environments/{environment}',
    method: 'DELETE',
    path: '/v1/environments/staging',
    ...missing,
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
