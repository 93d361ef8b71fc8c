import { beforeAll } from 'vitest';
import {
  addProject,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';
import { makeTrust, trustBody } from '../../support/trusted-issuers.ts';

let world: World;
const made: string[] = [];
const ISSUER = 'https://ci.example.com';

const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', projects: ['*'], environments: ['production'] };
const STRANGER: TokenBody = { type: 'personal', owner: 'elsewhere' };
/** `reader` sees tokens, and no trusted issuers. */
const READER: TokenBody = { type: 'personal', owner: 'reader' };
const managed = { admits: { type: 'admin' }, wrongType: CLIENT };
const byId = (index: number) => ({
  path: () => `/v1/trusted-issuers/${made[index]}`,
  conceals: { from: [POWERLESS, STRANGER, READER, CLIENT], missing: '/v1/trusted-issuers/tru_00000000001' },
});

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
  for (let i = 0; i < 2; i += 1) made.push(await makeTrust(world.test, world.admin, ISSUER));
});

const routes: RouteContract[] = [
  {
    name: 'POST /v1/trusted-issuers',
    method: 'POST',
    path: '/v1/trusted-issuers',
    json: trustBody(ISSUER),
    boundedBody: true,
    lacks: READER,
    ...managed,
  },
  { name: 'GET /v1/trusted-issuers', method: 'GET', path: '/v1/trusted-issuers', admits: POWERLESS, wrongType: CLIENT },
  { name: 'GET /v1/trusted-issuers/{id}', method: 'GET', ...byId(0), ...managed },
  {
    name: 'PATCH /v1/trusted-issuers/{id}',
    method: 'PATCH',
    json: { name: 'changed' },
    boundedBody: true,
    ...byId(0),
    ...managed,
  },
  { name: 'DELETE /v1/trusted-issuers/{id}', method: 'DELETE', ...byId(1), ...managed },
];

for (const route of routes) runRouteContract(() => world, route);
