import { beforeAll } from 'vitest';
import { addMember, addRole } from '../../support/people.ts';
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
let reader = '';
let leaving = '';

const ADMIN: TokenBody = { type: 'admin' };
const OUTSIDER: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
/** Belongs to the project, but may only read its items. */
const READER: TokenBody = {
  type: 'personal',
  get owner() {
    return reader;
  },
};
const all = '/v1/projects/web/members';
const one = () => `${all}/${leaving}`;
const managed = {
  admits: ADMIN,
  lacks: READER,
  wrongType: CLIENT,
  conceals: { from: [OUTSIDER, CLIENT], missing: () => `/v1/projects/none/members/${leaving}` },
};

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  await addRole('items', ['namespace:read']);
  reader = await addUser('none');
  leaving = await addUser('none');
  await addMember('web', reader, 'items');
  await addMember('web', leaving, 'member');
});

const routes: RouteContract[] = [
  {
    name: 'GET /v1/projects/{project}/members',
    method: 'GET',
    path: all,
    ...managed,
    conceals: { from: [OUTSIDER, CLIENT], missing: '/v1/projects/none/members' },
  },
  { name: 'GET /v1/projects/{project}/members/{user}', method: 'GET', path: one, ...managed },
  {
    name: 'PUT /v1/projects/{project}/members/{user}',
    method: 'PUT',
    path: one,
    json: { role: 'owner' },
    boundedBody: true,
    ...managed,
  },
  { name: 'DELETE /v1/projects/{project}/members/{user}', method: 'DELETE', path: one, ...managed },
];

for (const route of routes) runRouteContract(() => world, route);
