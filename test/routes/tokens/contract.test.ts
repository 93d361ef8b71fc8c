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
const target = { id: '', secret: '', publicId: '' };

const MANAGER: TokenBody = { type: 'admin' };
const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
/** Sees the token, and may do nothing with it. */
const READER: TokenBody = { type: 'personal', owner: 'reader' };
const STRANGER: TokenBody = { type: 'personal', owner: 'elsewhere' };
const CLIENT: TokenBody = { type: 'client', project: 'web', environments: ['production'] };
const FRONTEND: TokenBody = { type: 'frontend', project: 'web', environments: ['production'] };

const byId = (verb = '') => ({
  path: () => `/v1/tokens/${target.id}${verb}`,
  conceals: { from: [POWERLESS, STRANGER, CLIENT, FRONTEND], missing: `/v1/tokens/tok_00000000001${verb}` },
});
const managed = { admits: MANAGER, lacks: POWERLESS, wrongType: CLIENT };
const touched = { ...managed, lacks: READER };
const own = { admits: FRONTEND };

beforeAll(async () => {
  world = await createWorld();
  await addProject('web', ['marketing']);
  Object.assign(target, await issue(world, CLIENT));
  target.publicId = (await issue(world, FRONTEND)).id;
});

const routes: RouteContract[] = [
  { name: 'GET /v1/tokens/self', method: 'GET', path: '/v1/tokens/self', ...own },
  {
    name: 'POST /v1/tokens/self/refresh',
    method: 'POST',
    path: '/v1/tokens/self/refresh',
    ...own,
    json: {},
    boundedBody: true,
  },
  { name: 'DELETE /v1/tokens/self', method: 'DELETE', path: '/v1/tokens/self', ...own },
  {
    name: 'POST /v1/tokens/verify',
    method: 'POST',
    path: '/v1/tokens/verify',
    json: { token: 'any string' },
    admits: CLIENT,
    wrongType: FRONTEND,
    boundedBody: true,
  },
  {
    name: 'POST /v1/tokens/revoke',
    method: 'POST',
    path: '/v1/tokens/revoke',
    json: { project: 'nothing' },
    ...managed,
    boundedBody: true,
  },
  {
    name: 'POST /v1/tokens',
    method: 'POST',
    path: '/v1/tokens',
    json: { type: 'admin', name: 'made' },
    ...managed,
    boundedBody: true,
  },
  { name: 'GET /v1/tokens', method: 'GET', path: '/v1/tokens', admits: POWERLESS, wrongType: CLIENT },
  {
    name: 'GET /v1/tokens/expirations',
    method: 'GET',
    path: '/v1/tokens/expirations',
    admits: POWERLESS,
    wrongType: CLIENT,
  },
  { name: 'GET /v1/tokens/{id}', method: 'GET', ...byId(), admits: READER, wrongType: CLIENT },
  {
    name: 'PATCH /v1/tokens/{id}',
    method: 'PATCH',
    json: { name: 'renamed' },
    ...byId(),
    ...touched,
    boundedBody: true,
  },
  {
    name: 'POST /v1/tokens/{id}/refresh',
    method: 'POST',
    json: { overlap: '1h' },
    ...byId('/refresh'),
    ...touched,
    boundedBody: true,
  },
  { name: 'POST /v1/tokens/{id}/disable', method: 'POST', ...byId('/disable'), ...touched },
  { name: 'POST /v1/tokens/{id}/enable', method: 'POST', ...byId('/enable'), ...touched },
  {
    name: 'GET /v1/tokens/{id}/secret',
    method: 'GET',
    ...touched,
    path: () => `/v1/tokens/${target.publicId}/secret`,
    conceals: { from: [POWERLESS, STRANGER, CLIENT], missing: '/v1/tokens/tok_00000000001/secret' },
  },
  { name: 'DELETE /v1/tokens/{id}', method: 'DELETE', ...byId(), ...touched },
];

for (const route of routes) runRouteContract(() => world, route);
