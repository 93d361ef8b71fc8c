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
const made: string[] = [];

const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', projects: ['*'], environments: ['production'] };
const managed = { admits: { type: 'admin' }, lacks: POWERLESS, wrongType: CLIENT };
const touched = { ...managed, lacks: { type: 'personal', owner: 'reader' } };
const STRANGER: TokenBody = { type: 'personal', owner: 'elsewhere' };
const webhook = { channel: 'webhook', address: 'https://hooks.example.com/jeton' };
const byId = (index: number, verb = '') => ({
  path: () => `/v1/subscriptions/${made[index]}${verb}`,
  conceals: { from: [POWERLESS, STRANGER, CLIENT], missing: `/v1/subscriptions/sub_00000000001${verb}` },
});

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  for (let i = 0; i < 2; i += 1) {
    const response = await world.test.call('POST', '/v1/subscriptions', {
      token: world.admin,
      json: { ...webhook, filter: { project: 'web' } },
    });
    made.push((await response.json<{ subscription: { id: string } }>()).subscription.id);
  }
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/subscriptions',
    method: 'POST',
    path: '/v1/subscriptions',
    json: webhook,
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/subscriptions', method: 'GET', path: '/v1/subscriptions', admits: POWERLESS, wrongType: CLIENT },
  {
    name: 'GET /v1/subscriptions/{id}',
    method: 'GET',
    ...byId(0),
    admits: { type: 'personal', owner: 'reader' },
    wrongType: CLIENT,
  },
  {
    name: 'PATCH /v1/subscriptions/{id}',
    method: 'PATCH',
    json: { description: 'changed' },
    boundedBody: true,
    ...byId(0),
    ...touched,
  },
  {
    name: 'POST /v1/subscriptions/{id}/rotate-secret',
    method: 'POST',
    json: { overlap: '1h' },
    boundedBody: true,
    ...byId(0, '/rotate-secret'),
    ...touched,
  },
  { name: 'POST /v1/subscriptions/{id}/test', method: 'POST', ...byId(0, '/test'), ...touched },
  { name: 'DELETE /v1/subscriptions/{id}', method: 'DELETE', ...byId(1), ...touched },
];

for (const route of routes) runRouteContract(() => world, route);
