import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';
import { parseId } from '../../../src/contract/ids.ts';
import {
  addProject,
  createWorld,
  type RouteContract,
  runRouteContract,
  type TokenBody,
  type World,
} from '../../support/route-contract.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await addProject('web');
  const made = await world.test.call('POST', '/v1/subscriptions', {
    token: world.admin,
    json: { channel: 'webhook', address: 'https://hooks.example.com/', filter: { project: 'web' } },
  });
  const { subscription } = await made.json<{ subscription: { id: string } }>();
  const columns =
    'digest, subscription_id, recipient, channel, event, status, created_at, replayed, attempts, next_attempt_at, ended_at';
  await env.DB.prepare(
    `insert into notifications (${columns}) values ('d', ?, 'mail:a@example.com', 'mail', 'digest', 'delivered', 1, 0, 1, 1, 1)`,
  )
    .bind(parseId('sub', subscription.id))
    .run();
});

const POWERLESS: TokenBody = { type: 'personal', owner: 'nobody' };
const CLIENT: TokenBody = { type: 'client', projects: ['*'], environments: ['production'] };
const managed = { admits: { type: 'admin' }, lacks: POWERLESS, wrongType: CLIENT };

const routes: RouteContract[] = [
  { name: 'GET /v1/notifications', method: 'GET', path: '/v1/notifications', admits: POWERLESS, wrongType: CLIENT },
  {
    name: 'POST /v1/notifications/{id}/redeliver',
    method: 'POST',
    path: '/v1/notifications/ntf_00000000001/redeliver',
    conceals: {
      from: [POWERLESS, { type: 'personal', owner: 'elsewhere' }, CLIENT],
      missing: '/v1/notifications/ntf_00000000002/redeliver',
    },
    ...managed,
    lacks: { type: 'personal', owner: 'reader' },
  },
];

for (const route of routes) runRouteContract(() => world, route);
