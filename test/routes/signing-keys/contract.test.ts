import { beforeAll } from 'vitest';
import { createWorld, type RouteContract, runRouteContract, type World } from '../../support/route-contract.ts';

let world: World;
let retired = '';
beforeAll(async () => {
  world = await createWorld();
  const rotate = async () => {
    const json = { signsFrom: 'now' };
    const response = await world.test.call('POST', '/v1/signing-keys', { token: world.admin, json });
    return (await response.json<{ kid: string }>()).kid;
  };
  retired = await rotate();
  await rotate();
});

const managed = {
  admits: { type: 'admin' },
  lacks: { type: 'personal', owner: 'nobody' },
  wrongType: { type: 'client', projects: ['*'], environments: ['production'] },
};

const routes: RouteContract[] = [
  { name: 'GET /v1/signing-keys', method: 'GET', path: '/v1/signing-keys', ...managed },
  {
    name: 'POST /v1/signing-keys',
    method: 'POST',
    path: '/v1/signing-keys',
    json: { signsFrom: '24h' },
    boundedBody: true,
    ...managed,
  },
  {
    name: 'DELETE /v1/signing-keys/{kid}',
    method: 'DELETE',
    path: () => `/v1/signing-keys/${retired}`,
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
