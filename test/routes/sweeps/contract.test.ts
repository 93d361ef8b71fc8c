import { beforeAll } from 'vitest';
import { createWorld, type RouteContract, runRouteContract, type World } from '../../support/route-contract.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const managed = {
  admits: { type: 'admin' },
  lacks: { type: 'personal', owner: 'nobody' },
  wrongType: { type: 'client', projects: ['*'], environments: ['production'] },
};

const routes: RouteContract[] = [
  { name: 'GET /v1/sweeps', method: 'GET', path: '/v1/sweeps', ...managed },
  {
    name: 'POST /v1/sweeps',
    method: 'POST',
    path: '/v1/sweeps',
    json: { job: 'daily' },
    boundedBody: true,
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
