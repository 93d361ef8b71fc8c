import { beforeAll } from 'vitest';
import {
  addProject,
  createWorld,
  issue,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
let tokenId = '';

const MANAGER: TokenBody = { type: 'admin' };
const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', project: '*', environments: ['production'] };
const managed = { method: 'GET', admits: MANAGER, wrongType: CLIENT };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  tokenId = (await issue(world, { ...CLIENT, project: 'web' })).id;
});

const routes: RouteContract[] = [
  { name: 'GET /v1/requests', path: '/v1/requests', ...managed, lacks: POWERLESS },
  {
    name: 'GET /v1/tokens/{id}/uses',
    path: () => `/v1/tokens/${tokenId}/uses`,
    ...managed,
    conceals: {
      from: [POWERLESS, { type: 'personal', owner: 'elsewhere' }, CLIENT],
      missing: '/v1/tokens/tok_00000000001/uses',
    },
  },
];

for (const route of routes) runRouteContract(() => world, route);
