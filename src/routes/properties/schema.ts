import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PropertyDocument } from '../../contract/properties.ts';
import type { Api } from '../api.ts';
import { NO_TOKEN, openProblems } from '../describe.ts';

const PATH = '/schemas/property.json';
const SCHEMA = 'application/schema+json';
const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const route = createRoute({
  method: 'get',
  path: PATH,
  operationId: 'propertySchema',
  tags: ['gateway'],
  summary: 'The JSON Schema (draft 2020-12) of the document of a property; the document may name it as $schema',
  security: NO_TOKEN,
  responses: {
    200: { description: 'The schema', content: { [SCHEMA]: { schema: z.looseObject({ $id: z.string() }) } } },
    ...openProblems('https_required'),
  },
});

/** Editors in browsers may read it from anywhere; it changes only with a release or PUBLIC_URL. */
const HEADERS = {
  'Content-Type': SCHEMA,
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'public, max-age=300',
};

export function schema(api: Api): void {
  api.openapi(route, (c) => {
    const $id = `${c.env.services.publicUrl ?? new URL(c.req.url).origin}${PATH}`;
    return c.body(JSON.stringify({ $schema: DRAFT, $id, title: 'A property of Jeton', ...describe() }), 200, HEADERS);
  });
}

/** As people write it: what has a default may be left out. OpenAPI's `example` is `examples` here. */
function describe(): object {
  const { $defs = {} } = z.toJSONSchema(PropertyDocument, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (!('example' in jsonSchema)) return;
      jsonSchema.examples = [jsonSchema.example];
      delete jsonSchema.example;
    },
  });
  const { PropertyDocument: document, ...rest } = $defs;
  return Object.keys(rest).length === 0 ? { ...document } : { ...document, $defs: rest };
}
