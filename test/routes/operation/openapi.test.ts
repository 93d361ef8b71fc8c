import { beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../src/contract/error-codes.ts';
import { createApp } from '../../../src/routes/app.ts';
import { createTestApp } from '../../support/app.ts';

type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security?: object[];
  requestBody?: Body;
  responses: Record<string, Body & { description: string }>;
};
type Body = { content?: Record<string, { schema: object; examples?: object }> };
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  tags: { name: string; description: string }[];
  components: Record<'schemas' | 'examples' | 'securitySchemes', Record<string, object>>;
};

let document: Document;
let operations: (Operation & { name: string; method: string; path: string })[] = [];
/** Preflights, by the nature of browsers, carry no token either; whoever uses a link has none yet. */
const OPEN = ['GET /health', 'POST /v1/setup', 'POST /v1/shares/{code}/redeem'];
/** Those that take something else than a bearer token too; `{}`: or nothing, where the body says who asks. */
const SECURITY: Record<string, object[]> = {
  'POST /v1/tokens': [{ bearer: [] }, { basic: [] }],
  'POST /oauth/token': [{ client: [] }, {}],
  'POST /oauth/introspect': [{ bearer: [] }, { client: [] }],
  'POST /oauth/revoke': [{}, { bearer: [] }, { client: [] }],
};
/** Their errors are those of RFC 6749 section 5.2, which has statuses of its own. */
const isOAuth = (name: string) => name.startsWith('POST /oauth/');
const isOpen = (name: string) => OPEN.includes(name) || /^(OPTIONS |GET \/\.well-known\/|GET \/schemas\/)/.test(name);

beforeAll(async () => {
  const response = await createTestApp().call('GET', '/openapi.json');
  expect(response.status).toBe(200);
  document = await response.json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method,
      path,
      name: `${method.toUpperCase()} ${path}`,
    })),
  );
});

describe('GET /openapi.json', () => {
  it('is an OpenAPI 3.1 document that needs no token', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.length).toBeGreaterThanOrEqual(16);
    expect(document.components.securitySchemes).toMatchObject({ bearer: {}, basic: { scheme: 'basic' } });
  });

  it('describes every route that there is', () => {
    const described = new Set(
      operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = createApp()
      .routes.filter(({ method }) => !['ALL', 'OPTIONS'].includes(method))
      .filter(({ path }) => !/^\/(?:$|openapi\.json|llms\.txt|docs|console(?:\/|$))/.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]*\}/g, '')}`);
    expect([...new Set(served)].filter((route) => !described.has(route))).toEqual([]);
  });

  it('gives every operation an id of its own, a summary and a tag', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary, tags } of operations) expect([summary.length > 0, tags.length > 0]).toEqual([true, true]);
  });

  it('says what each tag is about', () => {
    const described = document.tags.filter(({ description }) => description.length > 10).map(({ name }) => name);
    expect([...new Set(operations.flatMap(({ tags }) => tags))].filter((tag) => !described.includes(tag))).toEqual([]);
  });

  it('has an example of every body that is sent or answered, and of every error', () => {
    const { schemas, examples } = document.components;
    for (const { name, requestBody, responses } of operations) {
      const bodies = [requestBody, ...Object.values(responses)].flatMap((body) => Object.entries(body?.content ?? {}));
      for (const [type, { schema, examples: named = {} }] of bodies) {
        const references = JSON.stringify(schema).matchAll(/#\/components\/schemas\/(\w+)/g);
        for (const [, of = ''] of references) expect(schemas[of], `${name} ${type} ${of}`).toHaveProperty('example');
        for (const code of Object.keys(named)) expect(examples, `${name} ${code}`).toHaveProperty(code);
      }
    }
  });

  it('says of every route but set-up, health and the use of a link that it needs a bearer token, and that it may refuse one', () => {
    for (const { name, security, responses } of operations) {
      if (isOpen(name)) expect(security, name).toEqual([]);
      else {
        expect(security, name).toEqual(SECURITY[name] ?? [{ bearer: [] }]);
        if (!isOAuth(name)) expect(responses['401']?.description, name).toContain('`unauthenticated`');
      }
    }
  });

  it('names only codes that there are, each under its own status', () => {
    for (const { name, responses } of operations.filter(({ name }) => !isOAuth(name))) {
      for (const [status, { description, content }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        for (const [, code = ''] of description.matchAll(/`([a-z_]+)`/g)) {
          expect(ERROR_CODES, `${name} ${status}`).toHaveProperty(code);
          expect(ERROR_CODES[code as keyof typeof ERROR_CODES].status, `${name} ${code}`).toBe(Number(status));
        }
        expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
      }
    }
  });

  it('shows no secret of this deployment', () => {
    const text = JSON.stringify(document);
    for (const word of ['test-setup-code', '7465737420726f6f74']) expect(text).not.toContain(word);
  });
});
