import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { QueueMessage } from '../../src/contract/queue.ts';
import { createIsolate, type Isolate } from '../../src/domain/edge/isolate.ts';
import type { UncheckedEnv } from '../../src/env.ts';
import { createApp } from '../../src/routes/app.ts';
import { buildServices, type Services } from '../../src/services.ts';
import { type Conformance, conformTo } from './conformance/check.ts';
import type { Document } from './conformance/document.ts';
import { captureQueue } from './queue.ts';

/** The real app over real bindings, with a clock that the test sets and an isolate that the test may replace. */
export type TestApp = {
  services: Services;
  isolate: Isolate;
  /** The time of the next request, milliseconds. Never sleeps: tests move it. */
  nowMs: number;
  /** Whether to wait for the work behind each answer. */
  settles: boolean;
  /** Whether uses of tokens go to the queue; most tests count calls, and these would be in the way. */
  tellsUses: boolean;
  /** What was sent to the queue and waits for `drainQueue`. */
  queued: QueueMessage[];
  fetch: (request: Request) => Promise<Response>;
  call: (method: string, path: string, options?: CallOptions) => Promise<Response>;
};

export type CallOptions = {
  token?: string | undefined;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
};

export const ORIGIN = 'https://jeton.test';
/** Ahead of the real clock, by which the local KV judges expirations. */
const START_MS = Date.UTC(2036, 0, 1, 12, 0, 0);
const app = createApp();
let conformance: Promise<Conformance> | null = null;

/** A test app; `bindings` replaces some of the real ones, say with one that fails. Each has an isolate of its own. */
export function createTestApp(bindings: Partial<UncheckedEnv> = {}): TestApp {
  const { messages, queue } = captureQueue();
  const services = buildServices({ ...env, QUEUE: queue, ...bindings });
  const test: TestApp = {
    services: {
      ...services,
      clock: () => test.nowMs,
      // What waits behind an answer waits for nothing here: tests never sleep.
      wait: () => Promise.resolve(),
      enqueueUses: async (message) => {
        if (test.tellsUses) await services.enqueueUses(message);
      },
    },
    tellsUses: false,
    queued: messages,
    isolate: createIsolate(),
    nowMs: START_MS,
    settles: true,
    fetch: async (request) => {
      const context = createExecutionContext();
      const { services, isolate, nowMs } = test;
      const response = await app.fetch(request, { services, isolate, nowMs, clientId: null }, context);
      if (test.settles) await waitOnExecutionContext(context);
      return (await described()).checkAnswer(request, response);
    },
    call: async (method, path, options = {}) => {
      const request = requestOf(method, path, options);
      const response = await test.fetch(request);
      if (options.json !== undefined) (await described()).checkSent(request, response, options.json);
      return response;
    },
  };
  return test;
}

/** Every answer of every test is held against the document that the routes make of themselves. */
function described(): Promise<Conformance> {
  conformance ??= readDocument().then(conformTo);
  return conformance;
}

async function readDocument(): Promise<Document> {
  // No env is needed: the document says the same of every deployment.
  const response = await app.request('/openapi.json');
  return response.json();
}

function requestOf(method: string, path: string, { token, json, body, headers }: CallOptions): Request {
  const all = new Headers(headers);
  if (token !== undefined) all.set('Authorization', `Bearer ${token}`);
  if (json !== undefined) all.set('Content-Type', 'application/json');
  const content = json === undefined ? body : JSON.stringify(json);
  return new Request(new URL(path, ORIGIN), { method, headers: all, ...(content !== undefined && { body: content }) });
}

/** Sets the deployment up, once a test file, and returns the admin token's secret. */
export async function setUpAdmin(test: TestApp): Promise<string> {
  const json = {
    setupCode: 'test-setup-code',
    email: 'admin@example.com',
    name: 'Admin',
    password: 'correct horse battery',
  };
  const response = await test.call('POST', '/v1/setup', { json });
  if (response.status !== 201) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
  return (await response.json<{ secret: string }>()).secret;
}

/** Creates a token and returns its id and secret. */
export async function makeToken(
  test: TestApp,
  admin: string,
  body: Record<string, unknown>,
): Promise<{ id: string; secret: string }> {
  const response = await test.call('POST', '/v1/tokens', { token: admin, json: { name: 'test', ...body } });
  if (response.status !== 201) throw new Error(`create answered ${response.status}: ${await response.text()}`);
  const { token, secret } = await response.json<{ token: { id: string }; secret: string }>();
  return { id: token.id, secret };
}

/** The `code` of a problem answer, with its status: `401 token_expired`. */
export async function outcome(response: Response): Promise<string> {
  if (response.ok) {
    await response.body?.cancel();
    return String(response.status);
  }
  const { code } = await response.json<{ code: string }>();
  return `${response.status} ${code}`;
}
