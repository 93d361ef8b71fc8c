import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';
import {
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const columns =
    'digest, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at, ended_at';
  await env.DB.prepare(
    `insert into notifications (${columns}) values ('d', 'mail:a@example.com', 'mail', 'digest', 'delivered', 1, 0, 1, 1, 1)`,
  ).run();
});

const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', projects: ['*'], environments: ['production'] };
const managed = { admits: { type: 'admin' }, lacks: POWERLESS, wrongType: CLIENT };

const routes: RouteContract[] = [
  { name: 'GET /v1/notifications', method: 'GET', path: '/v1/notifications', ...managed },
  {
    name: 'POST /v1/notifications/{id}/redeliver',
    method: 'POST',
    path: '/v1/notifications/ntf_00000000001/redeliver',
    conceals: { from: [POWERLESS, CLIENT], missing: '/v1/notifications/ntf_00000000002/redeliver' },
    ...managed,
  },
];

for (const route of routes) runRouteContract(() => world, route);
