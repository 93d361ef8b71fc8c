import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Api } from '../api.ts';
import { json, NO_TOKEN, openProblems } from '../describe.ts';

const Health = z.object({ status: z.literal('ok'), setUp: z.boolean() }).meta({ id: 'Health' });

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'health',
  tags: ['operation'],
  summary: 'Whether the Worker and its database answer, and whether set-up was done',
  security: NO_TOKEN,
  responses: { 200: json(Health, 'Both answer'), ...openProblems('unavailable') },
});

export function health(api: Api): void {
  api.openapi(route, async (c) => {
    const deployment = await c.env.services.users.findDeployment();
    return c.json({ status: 'ok' as const, setUp: deployment !== null }, 200);
  });
}
