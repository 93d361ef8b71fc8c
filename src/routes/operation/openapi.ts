import { PasswordTokenBody } from '../../contract/sign-in.ts';
import type { Api } from '../api.ts';

const INFO = {
  title: 'Jeton',
  version: '1',
  description: 'Access tokens at the edge: issue, validate, refresh and revoke scoped, expiring bearer tokens.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** The document of all routes, generated from the routes themselves. */
export function openapi(api: Api): void {
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: '<projects>:<environments>.jtn_<64 hex digits>',
  });
  api.openAPIRegistry.registerComponent('securitySchemes', 'basic', { type: 'http', scheme: 'basic' });
  api.openAPIRegistry.register('PasswordToken', PasswordTokenBody);
  let document: string | null = null;
  api.get('/openapi.json', (c) => {
    // The routes do not change while an isolate lives, and anyone may ask.
    document ??= JSON.stringify(api.getOpenAPI31Document({ openapi: '3.1.0', info: INFO }));
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
}
