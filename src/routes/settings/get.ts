import { createRoute } from '@hono/zod-openapi';
import { Settings } from '../../contract/settings.ts';
import { showSettings } from '../../domain/settings/show.ts';
import type { Api } from '../api.ts';
import { authenticate } from '../authenticate.ts';
import { BEARER, json, managesItself, problems } from '../describe.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/settings',
  operationId: 'getSettings',
  tags: ['operation'],
  summary: 'What the deployment allows and keeps: lives of tokens, limits, retention',
  security: BEARER,
  middleware: [authenticate(managesItself('bounded'))] as const,
  responses: { 200: json(Settings, 'The settings as they count'), ...problems('wrong_token_type') },
});

export function get(api: Api): void {
  api.openapi(route, async (c) => c.json(await showSettings(c.env.services), 200));
}
