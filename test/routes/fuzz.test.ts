import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/contract/error-codes.ts';
import type { TokenCopy } from '../../src/contract/token-copy.ts';
import { createToken } from '../../src/domain/tokens/create.ts';
import { createTestApp, makeToken, ORIGIN, setUpAdmin, type TestApp } from '../support/app.ts';

/** Every route that the OpenAPI document declares, called with whatever fast-check makes of its schemas. */
const RUNS = 10_000;

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
};
type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
};
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

let app: TestApp;
let admin: string;
let openapi: Document;
const known: string[] = ['*', 'web', 'marketing', 'production', 'staging', 'key', '0', '-1', '30d', 'never'];

beforeAll(async () => {
  app = createTestApp();
  admin = await setUpAdmin(app);
  openapi = await (await app.call('GET', '/openapi.json')).json<Document>();
  await app.call('POST', '/v1/projects', { token: admin, json: { id: 'web', name: 'Web' } });
  await app.call('POST', '/v1/projects/web/namespaces', { token: admin, json: { name: 'marketing' } });
  const { id, secret } = await makeToken(app, admin, { type: 'admin' });
  known.push(id, secret, `*:*.jtn_${'0'.repeat(64)}`);
});

const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '..',
    '.',
    '%',
    '%ff',
    "' or 1=1 --",
    '"',
    'a'.repeat(5_000),
    '١',
    '😀',
    '__proto__',
  ),
  fc.constantFrom(...known.slice(0, 10)),
);
const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, [], {}, 1e308, -0, '', [[[]]]));

/** A value that mostly fits a schema, and now and then does not. */
function arbitraryOf(schema: Schema | undefined, depth = 0): fc.Arbitrary<unknown> {
  if (!schema || depth > 5) return anyJson;
  if (schema.$ref) return arbitraryOf(openapi.components.schemas[schema.$ref.split('/').at(-1) ?? ''], depth + 1);
  const fitting = fittingValue(schema, depth);
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: anyJson });
}

function fittingValue(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => arbitraryOf(each, depth + 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const properties = Object.entries(schema.properties ?? {}).map(([name, each]) => [
      name,
      arbitraryOf(each, depth + 1),
    ]);
    return fc.record(Object.fromEntries(properties), { requiredKeys: [] });
  }
  if (type === 'array') return fc.array(arbitraryOf(schema.items, depth + 1), { maxLength: 4 });
  if (type === 'integer' || type === 'number') return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 3650));
  if (type === 'boolean') return fc.boolean();
  return fc.oneof(anyText, fc.constantFrom(...known), fc.constant(schema.example ?? 'x'));
}

type Call = { method: string; path: string; operation: Operation };

function anyRequest({
  method,
  path,
  operation,
}: Call): fc.Arbitrary<{ request: Request; operation: Operation; label: string }> {
  const parameters = operation.parameters ?? [];
  const values = Object.fromEntries(
    parameters.map(({ name, schema }) => [name, fc.oneof(anyText, arbitraryOf(schema))]),
  );
  const [[mediaType, { schema } = {}] = ['']] = Object.entries(operation.requestBody?.content ?? {});
  const isForm = mediaType === FORM;
  const written = (value: unknown) => (isForm ? asForm(value) : (JSON.stringify(value) ?? ''));
  return fc
    .record({
      values: fc.record(values, { requiredKeys: [] }),
      raw: fc.boolean(),
      body: fc.oneof(
        { weight: 6, arbitrary: arbitraryOf(schema).map(written) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
        { weight: 1, arbitrary: fc.constantFrom('{', '[]', 'null', '{"type":', 'x'.repeat(70_000)) },
      ),
      contentType: fc.constantFrom(
        isForm ? FORM : 'application/json',
        isForm ? FORM : 'application/json',
        'text/plain',
        'application/json; charset=x',
        'x/y;',
      ),
      token: fc.constantFrom('admin', 'admin', 'admin', 'other', 'none', 'forged'),
      extra: fc.option(fc.tuple(anyText, anyText), { freq: 4 }),
      address: fc.ipV4(),
    })
    .map((drawn) => {
      const url = urlOf(path, parameters, drawn.values, drawn.raw, drawn.extra);
      const headers = headersOf(drawn);
      const bodyless = method === 'get' || method === 'head';
      const request = new Request(url, {
        method: method.toUpperCase(),
        headers,
        ...(!bodyless && { body: drawn.body }),
      });
      return {
        request,
        operation,
        label: `${method.toUpperCase()} ${url.slice(0, 300)} ${String(drawn.body).slice(0, 300)}`,
      };
    });
}

const FORM = 'application/x-www-form-urlencoded';

function asForm(value: unknown): string {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
    for (const each of [values].flat())
      form.append(name, typeof each === 'string' ? each : (JSON.stringify(each) ?? ''));
  }
  return form.toString();
}

function urlOf(
  path: string,
  parameters: Parameter[],
  values: Record<string, unknown>,
  raw: boolean,
  extra: [string, string] | null,
): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const encode = (value: unknown) => {
    const plain = text(value);
    const part = raw ? plain.replaceAll(/[/?#\s\\]/g, '') : encodeURIComponent(plain.toWellFormed());
    // A URL goes a step up there, to another operation.
    return /^(?:\.|%2e){1,2}$/i.test(part) ? 'dots' : part;
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(values[name] ?? 'web') || 'web');
  const query = parameters.filter(({ in: place, name }) => place === 'query' && name in values);
  const pairs = query.map(({ name }) => `${name}=${encode(values[name])}`);
  if (extra) pairs.push(`${encode(extra[0])}=${encode(extra[1])}`);
  return `${ORIGIN}${filled}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function headersOf(drawn: {
  contentType: string;
  token: string;
  address: string;
  values: Record<string, unknown>;
}): Headers {
  const headers = new Headers({ 'Content-Type': drawn.contentType, 'CF-Connecting-IP': drawn.address });
  const tokens: Record<string, string> = { admin, other: known.at(-2) ?? '', forged: known.at(-1) ?? '' };
  const token = tokens[drawn.token];
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  const key = drawn.values['idempotency-key'];
  if (typeof key === 'string' && /^[\x20-\x7e]*$/.test(key)) headers.set('Idempotency-Key', key);
  return headers;
}

it(`no request, whatever its bytes, gives a 5xx, and every refusal is a documented problem (${RUNS} requests)`, async () => {
  const calls = Object.entries(openapi.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Call => ({ method, path, operation })),
  );
  expect(calls.length).toBeGreaterThan(15);
  const statuses = new Map<number, number>();
  app.settles = false;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls).chain(anyRequest), async ({ request, operation, label }) => {
      const method = request.method;
      app.nowMs += 50;
      const response = await app.fetch(request);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status, label).toBeLessThan(500);
      if (response.ok) await response.body?.cancel();
      else {
        const { code, error } = await response.json<{ code: keyof typeof ERROR_CODES; error?: string }>();
        // RFC 6749 section 5.2 has a status for `error`, whatever the code.
        const oauthStatus = error === undefined ? undefined : error === 'invalid_client' ? 401 : 400;
        expect(oauthStatus ?? ERROR_CODES[code]?.status, label).toBe(response.status);
        expect(ERROR_CODES, label).toHaveProperty(code);
        const declared = Object.keys(operation.responses).includes(String(response.status));
        expect(declared || code === 'not_found', `${response.status} is not declared: ${label}`).toBe(true);
      }
      if (method === 'DELETE' || method === 'POST') await keepAdmin();
    }),
    { numRuns: RUNS },
  );
  // The fuzz is worth its time only if much of it gets past the first guards.
  const succeeded = [...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
  expect(succeeded).toBeGreaterThan(RUNS / 50);
}, 600_000);

/** The fuzz revokes and refreshes what it finds; without an admin token the rest would only see 401. */
async function keepAdmin(): Promise<void> {
  if ((await app.call('GET', '/v1/tokens/self', { token: admin })).ok) return;
  const { services, isolate, nowMs } = app;
  const caller = { token: ROOT, address: null, userAgent: null, requestId: 'fuzz' };
  const deps = { ...services, ...isolate, nowMs, announce: () => {} };
  const made = await createToken(deps, caller, { type: 'admin', name: 'fuzz' });
  if (!made.ok) throw new Error('no admin token left');
  admin = made.value.told.secret;
}

const ROOT: TokenCopy = {
  id: 1,
  version: 1,
  type: 'admin',
  name: 'fuzz',
  projects: ['*'],
  environments: ['*'],
  grants: [],
  clients: null,
  allowedIps: null,
  allowedOrigins: null,
  notBefore: null,
  expiresAt: null,
  revokedAt: null,
  disabledAt: null,
  issuedAt: 0,
  owner: null,
  secretNumber: 1,
  secretEndsAt: null,
  overlapEndsAt: null,
  audience: null,
  dpopKey: null,
  parentId: null,
  trustId: null,
  s3: false,
};
