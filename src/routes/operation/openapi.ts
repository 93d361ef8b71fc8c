import { PasswordTokenBody } from '../../contract/sign-in.ts';
import type { Api } from '../api.ts';
import { registerComponents } from './openapi/components.ts';
import { addExamples, type Schema } from './openapi/examples.ts';
import { INFO, SERVERS, TAGS } from './openapi/info.ts';

/** The document of all routes, generated from the routes themselves. */
export function openapi(api: Api): void {
  registerComponents(api);
  api.openAPIRegistry.register('PasswordToken', PasswordTokenBody);
  let document: string | null = null;
  api.get('/openapi.json', (c) => {
    // The routes do not change while an isolate lives, and anyone may ask.
    document ??= JSON.stringify(describeApi(api));
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
}

function describeApi(api: Api) {
  const document = api.getOpenAPI31Document({ openapi: '3.1.0', info: INFO, servers: SERVERS, tags: TAGS });
  addExamples((document.components?.schemas ?? {}) as Record<string, Schema>);
  const createToken = document.paths?.['/v1/tokens']?.post;
  // One route checks both: which of the two a body is depends on how the request authenticates.
  if (createToken !== undefined) createToken.requestBody = TOKEN_BODY;
  dropUnused(document.components?.examples ?? {}, JSON.stringify(document.paths));
  return document;
}

/** Codes that no route answers with, but as a word among others, need no example. */
function dropUnused(examples: Record<string, unknown>, paths: string): void {
  for (const code of Object.keys(examples)) {
    if (!paths.includes(`#/components/examples/${code}"`)) delete examples[code];
  }
}

const TOKEN_BODY = {
  description: 'With HTTP Basic a PasswordToken, which may be left out.',
  required: false,
  content: {
    'application/json': {
      schema: {
        anyOf: [{ $ref: '#/components/schemas/CreateToken' }, { $ref: '#/components/schemas/PasswordToken' }],
      },
    },
  },
};
