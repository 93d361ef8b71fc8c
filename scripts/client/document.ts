import { ERROR_CODES } from '../../src/contract/error-codes.ts';

/** What the client is made of: the document, as far as that reads it. */
export type Document = { paths: Record<string, Record<string, Operation>>; components: Record<string, unknown> };
export type Operation = {
  operationId: string;
  requestBody?: { content: object };
  responses: Record<string, { description: string; content?: object }>;
};

/** Calls that only browsers make. */
const PREFLIGHT = 'options';
const JSON_TYPE = /^application\/(?:[\w-]+\+)?json$/;
/** What says what an answer looks like to people, and nothing to a compiler. */
const PROSE = new Set(['example', 'examples', 'headers', 'tags']);

/** The document without what types do not need: errors, which all look alike, examples and preflights. */
export function trim(document: Document): object {
  const paths = Object.entries(document.paths).map(([path, operations]) => [path, trimPath(operations)]);
  const { schemas } = document.components;
  return withoutProse({ ...document, components: { schemas }, paths: Object.fromEntries(paths) }) as object;
}

function trimPath(operations: Record<string, Operation>): object {
  const kept = Object.entries(operations).filter(([method]) => method !== PREFLIGHT);
  return Object.fromEntries(
    kept.map(([method, operation]) => {
      const responses = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
      return [method, { ...operation, ...bodyByToken(operation), responses: Object.fromEntries(responses) }];
    }),
  );
}

/** The client presents a token: of two bodies that may be sent, the second is for people with a password. */
function bodyByToken({ operationId, requestBody }: Operation): object {
  if (operationId !== 'createToken' || requestBody === undefined) return {};
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/CreateToken' } } };
  return { requestBody: { required: true, content } };
}

/** A property may have the name of a keyword: what `properties` holds is kept by name. */
function withoutProse(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutProse(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => named || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutProse(part, key === 'properties' && !named)]));
}

/** One line of the table of operations. */
export type Entry = { id: string; method: string; path: string; body: string; answer: string; codes: string[] };

export function entriesOf({ paths }: Document): Entry[] {
  const entries = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => method !== PREFLIGHT)
      .map(([method, operation]) => entryOf(method.toUpperCase(), path, operation)),
  );
  return entries.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function entryOf(method: string, path: string, { operationId, requestBody, responses }: Operation): Entry {
  const success = Object.entries(responses).filter(([status]) => Number(status) < 400);
  const contents = success.flatMap(([, { content }]) => Object.keys(content ?? {}));
  const refusals = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  const words = refusals.flatMap(([, { description }]) => [...description.matchAll(/`([a-z_]+)`/g)]);
  const codes = words.map(([, word = '']) => word).filter((word) => word in ERROR_CODES);
  return {
    id: operationId,
    method,
    path,
    body: bodyOf(Object.keys(requestBody?.content ?? {})),
    answer: answerOf(contents),
    codes: [...new Set(codes)].sort(),
  };
}

function bodyOf(types: string[]): string {
  if (types.length === 0) return 'none';
  if (types.some((type) => JSON_TYPE.test(type))) return 'json';
  return types.includes('application/x-www-form-urlencoded') ? 'form' : 'bytes';
}

/** `stream`: bytes or lines, which the caller reads. */
function answerOf(types: string[]): string {
  if (types.length === 0) return 'none';
  return types.some((type) => JSON_TYPE.test(type)) ? 'json' : 'stream';
}
