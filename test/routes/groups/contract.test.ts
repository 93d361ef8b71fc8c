import { beforeAll } from 'vitest';
import { addGroup, addToGroup } from '../../support/people.ts';
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
const likeMissing = (missing: string | (() => string)) => ({ conceals: { from: [POWERLESS, CLIENT], missing } });

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addGroup('unused');
  ada = await addUser('none');
  bob = await addUser('none');
  await addToGroup('marketing', ada);
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/groups',
    method: 'POST',
    path: '/v1/groups',
    json: { id: 'sales', name: 'Sales' },
    boundedBody: true,
    ...managed,
  },
  { name: 'GET /v1/groups', method: 'GET', path: '/v1/groups', ...managed },
  {
    name: 'GET /v1/groups/{group}',
    method: 'GET',
    path: '/v1/groups/marketing',
    ...likeMissing('/v1/groups/missing'),
    ...managed,
  },
  {
    name: 'PATCH /v1/groups/{group}',
    method: 'PATCH',
    path: '/v1/groups/marketing',
    json: { name: 'Marketing' },
    boundedBody: true,
    ...likeMissing('/v1/groups/missing'),
    ...managed,
  },
  {
    name: 'DELETE /v1/groups/{group}',
    method: 'DELETE',
    path: '/v1/groups/unused',
    ...likeMissing('/v1/groups/missing'),
    ...managed,
  },
  {
    name: 'GET /v1/groups/{group}/members',
    method: 'GET',
    path: '/v1/groups/marketing/members',
    ...likeMissing('/v1/groups/missing/members'),
    ...managed,
  },
  {
    name: 'PUT /v1/groups/{group}/members/{user}',
    method: 'PUT',
    path: () => `/v1/groups/marketing/members/${bob}`,
    ...likeMissing(() => `/v1/groups/missing/members/${bob}`),
    ...managed,
  },
  {
    name: 'DELETE /v1/groups/{group}/members/{user}',
    method: 'DELETE',
    path: () => `/v1/groups/marketing/members/${ada}`,
    ...likeMissing(() => `/v1/groups/missing/members/${ada}`),
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
