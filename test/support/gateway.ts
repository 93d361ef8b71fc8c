import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { effectiveOf, PropertyDocument } from '../../src/contract/properties.ts';
import type { LentKey, RouteCopy } from '../../src/contract/route-copy.ts';
import { createIsolate } from '../../src/domain/edge/isolate.ts';
import { enterGateway } from '../../src/gateway/enter.ts';
import { answerDenial, answerThrown } from '../../src/routes/errors.ts';
import type { TestApp } from './app.ts';

/** What a test says of a route; the rest is as it usually is. */
export type RouteOf = {
  hostname?: string;
  /** Without `hostnames`, which is the route's own. */
  document: Omit<Parameters<typeof PropertyDocument.parse>[0] & object, 'hostnames'>;
  project?: string;
  environment?: string;
  bucket?: string | null;
  key?: LentKey | null;
  change?: number;
};

/** The gateway over the bindings, the isolate and the clock of a test app, in front of its API. */
export type TestGateway = {
  /** Puts a route where KV would have it, and lets the isolate forget what it knew of the hostname. */
  put: (route: RouteOf) => Promise<RouteCopy>;
  /** At any hostname; what is no property's is for the API. `clientId`: who asks through a service binding. */
  fetch: (request: Request, clientId?: string) => Promise<Response>;
  /** The same, of a path at `HOST`, with a token as a bearer token. */
  call: (method: string, path: string, options?: GatewayCall) => Promise<Response>;
};
export type GatewayCall = { token?: string; headers?: Record<string, string>; body?: BodyInit; host?: string };

export const HOST = 'files.example.com';
let properties = 0;

export function createTestGateway(test: TestApp): TestGateway {
  const gateway: TestGateway = {
    put: async (route) => {
      properties += 1;
      const copy = routeOf(route, properties);
      await test.services.routeCopies.put(copy);
      test.isolate.routes.delete(copy.hostname);
      return copy;
    },
    fetch: async (request, clientId) => {
      const context = createExecutionContext();
      const { services, isolate, nowMs } = test;
      const invocation = { services, isolate, nowMs, clientId: clientId ?? null };
      const refusals = { denied: answerDenial, thrown: answerThrown };
      const response = await enterGateway(request, invocation, context, refusals);
      if (test.settles) await waitOnExecutionContext(context);
      return response ?? test.fetch(request);
    },
    call: (method, path, { token, headers, body, host = HOST } = {}) => {
      const all = new Headers(headers);
      if (token !== undefined) all.set('Authorization', `Bearer ${token}`);
      const init = { method, headers: all, redirect: 'manual', ...(body !== undefined && { body }) } as const;
      return gateway.fetch(new Request(`https://${host}${path}`, init));
    },
  };
  return gateway;
}

/** Another isolate: what it remembers is nothing. */
export function anotherIsolate(test: TestApp): void {
  test.isolate = createIsolate();
}

function routeOf({ hostname = HOST, document, environment = 'production', ...rest }: RouteOf, id: number): RouteCopy {
  const whole = PropertyDocument.parse({ hostnames: {}, ...document });
  return {
    hostname,
    propertyId: id,
    propertyName: `property ${id}`,
    change: rest.change ?? 1,
    version: 1,
    project: rest.project ?? 'default',
    environment,
    bucket: rest.bucket ?? null,
    document: effectiveOf(whole, environment),
    key: rest.key ?? null,
  };
}
