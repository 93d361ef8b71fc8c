import { beforeAll } from 'vitest';
import { addClient } from '../../support/people.ts';
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
const byId = {
  path: '/v1/clients/billing',
  conceals: { from: [POWERLESS, CLIENT], missing: '/v1/clients/none' },
  ...managed,
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addClient('billing');
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/clients',
    method: 'POST',
    path: '/v1/clients',
    json: { id: 'shop', name: 'Shop' },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/clients', method: 'GET', path: '/v1/clients', ...managed },
  { name: 'GET /v1/clients/{client}', method: 'GET', ...byId },
  { name: 'PATCH /v1/clients/{client}', method: 'PATCH', json: { name: 'B' }, boundedBody: true, ...byId },
  { name: 'DELETE /v1/clients/{client}', method: 'DELETE', ...byId },
];

for (const route of routes) runRouteContract(() => world, route);
