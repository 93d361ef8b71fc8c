import { beforeAll } from 'vitest';
import { documentOf, makeProperty } from '../../support/properties.ts';
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
const STRANGER: TokenBody = { type: 'personal', owner: 'elsewhere' };
/** `reader` sees tokens, and no properties. */
const READER: TokenBody = { type: 'personal', owner: 'reader' };
const managed = { admits: { type: 'admin' }, wrongType: CLIENT };
const byId = (index: number, rest = '') => ({
  path: () => `/v1/properties/${made[index]}${rest}`,
  conceals: { from: [POWERLESS, STRANGER, READER, CLIENT], missing: `/v1/properties/prp_00000000001${rest}` },
});

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  for (let i = 0; i < 2; i += 1) made.push((await makeProperty(world.test, world.admin, documentOf())).id);
});

const document = documentOf();
const routes: RouteContract[] = [
  {
    name: 'POST /v1/properties',
    method: 'POST',
    path: '/v1/properties',
    json: { project: 'web', name: 'made', document },
    lacks: READER,
    ...managed,
  },
  { name: 'GET /v1/properties', method: 'GET', path: '/v1/properties', admits: POWERLESS, wrongType: CLIENT },
  { name: 'GET /v1/properties/{id}', method: 'GET', ...byId(0), ...managed },
  { name: 'GET /v1/properties/{id}/versions', method: 'GET', ...byId(0, '/versions'), ...managed },
  {
    name: 'POST /v1/properties/{id}/versions',
    method: 'POST',
    json: { document },
    ...byId(0, '/versions'),
    ...managed,
  },
  { name: 'GET /v1/properties/{id}/versions/{n}', method: 'GET', ...byId(0, '/versions/1'), ...managed },
  {
    name: 'PUT /v1/properties/{id}/versions/{n}',
    method: 'PUT',
    json: { document },
    ...byId(0, '/versions/1'),
    ...managed,
  },
  { name: 'GET /v1/properties/{id}/activations', method: 'GET', ...byId(0, '/activations'), ...managed },
  {
    name: 'POST /v1/properties/{id}/activations',
    method: 'POST',
    json: { environment: 'production' },
    boundedBody: true,
    ...byId(0, '/activations'),
    ...managed,
  },
  { name: 'DELETE /v1/properties/{id}', method: 'DELETE', ...byId(1), ...managed },
];

for (const route of routes) runRouteContract(() => world, route);
