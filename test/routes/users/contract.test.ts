import { beforeAll } from 'vitest';
import {
  addProject,
  addUser,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
let ada: string;
let bob: string;

const ADMIN: TokenBody = { type: 'admin' };
const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const managed = { admits: ADMIN, lacks: POWERLESS, wrongType: CLIENT };
const missing = { conceals: { from: [POWERLESS, CLIENT], missing: '/v1/users/usr_0000000zzzz' } };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  ada = await addUser('none');
  bob = await addUser('none');
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/users',
    method: 'POST',
    path: '/v1/users',
    json: { email: 'new@example.com', name: 'New' },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/users', method: 'GET', path: '/v1/users', ...managed },
  { name: 'GET /v1/users/{id}', method: 'GET', path: () => `/v1/users/${ada}`, ...missing, ...managed },
  {
    name: 'PATCH /v1/users/{id}',
    method: 'PATCH',
    path: () => `/v1/users/${ada}`,
    json: { name: 'Ada' },
    boundedBody: true,
    ...missing,
    ...managed,
  },
  { name: 'DELETE /v1/users/{id}', method: 'DELETE', path: () => `/v1/users/${bob}`, ...missing, ...managed },
  { name: 'GET /v1/users/self', method: 'GET', path: '/v1/users/self', admits: POWERLESS, wrongType: CLIENT },
  {
    name: 'PATCH /v1/users/self',
    method: 'PATCH',
    path: '/v1/users/self',
    json: { name: 'Myself' },
    boundedBody: true,
    admits: POWERLESS,
    wrongType: ADMIN,
  },
];

for (const route of routes) runRouteContract(() => world, route);
