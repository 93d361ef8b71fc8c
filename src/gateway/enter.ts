import { StorageError } from '../contract/storage-error.ts';
import type { Denial } from '../domain/denial.ts';
import { isControlHost } from '../domain/gateway/control-host.ts';
import { findRoute } from '../domain/gateway/find-route.ts';
import { type Background, behind, describe, type Invocation } from '../invocation.ts';
import { ownAnswer } from './own-answer.ts';
import { serve } from './serve.ts';

/** What of a request the answer to a denial depends on. */
type Asked = { requestId: string; authorization: string | null; deployment: string | null };

/** How denials and what was thrown are answered; the API's own way, handed down. */
export type Refusals = {
  denied: (asked: Asked, denial: Denial) => Response;
  thrown: (asked: Asked, byStorage: boolean) => Response;
};

type Context = Pick<ExecutionContext, 'waitUntil'>;

/**
 * Answers a request at a property's hostname. Null, at once or promised: the hostname is none of a property, and the
 * request is for the API. Rejects never.
 */
export function enterGateway(
  request: Request,
  invocation: Invocation,
  context: Context,
  refusals: Refusals,
): null | Promise<Response | null> {
  const { publicUrl } = invocation.services;
  const address = request.url;
  if (isControlHost(hostIn(address), publicUrl)) return null;
  // Of two Hosts, or one with a space in it, the platform makes what is no URL: no property has such a name.
  const url = URL.parse(address);
  if (url === null) return null;
  if (isControlHost(url.hostname, publicUrl) || !isSecure(url)) return null;
  return answer(request, url, invocation, context, refusals);
}

/** What comes by plain HTTP is left to the API, which refuses it; but on this machine. */
function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || hostname.endsWith('.localhost');
}

/**
 * The host as it stands in a URL, without its port. Only a first look, which costs a fraction of a parser: what it takes
 * for the deployment's own goes to the API, which trusts no host.
 */
function hostIn(url: string): string {
  const begin = url.indexOf('//') + 2;
  const end = url.indexOf('/', begin);
  const host = end < 0 ? url.slice(begin) : url.slice(begin, end);
  const port = host.lastIndexOf(':');
  return port < 0 || host.endsWith(']') ? host : host.slice(0, port);
}

async function answer(
  request: Request,
  url: URL,
  invocation: Invocation,
  context: Context,
  refusals: Refusals,
): Promise<Response | null> {
  let drawn: string | null = null;
  const requestId = () => {
    drawn ??= `req_${crypto.randomUUID()}`;
    return drawn;
  };
  const asked = () => ({
    requestId: requestId(),
    authorization: request.headers.get('authorization'),
    deployment: invocation.services.publicUrl,
  });
  const refuse = (denial: Denial) => ownAnswer(refusals.denied(asked(), denial), requestId());
  try {
    const background = behind(() => context);
    const found = findRouteOf(invocation, background, url.hostname);
    // A route in memory is there at once: awaiting what is no promise would still cost a turn.
    const route = found instanceof Promise ? await found : found;
    if (route === null) return null;
    return await serve({ request, url, route, invocation, background, requestId, refuse });
  } catch (error) {
    const byStorage = error instanceof StorageError;
    const level = byStorage ? 'storage' : 'internal';
    console.error(JSON.stringify({ message: 'request failed', level, requestId: requestId(), error: describe(error) }));
    return ownAnswer(refusals.thrown(asked(), byStorage), requestId());
  }
}

function findRouteOf(
  { services, isolate, nowMs }: Invocation,
  background: Background,
  hostname: string,
): ReturnType<typeof findRoute> {
  const { routes, feed, unknownHosts } = isolate;
  const { stalenessMs, routeCopies, properties, changes } = services;
  const deps = { routes, feed, unknownHosts, stalenessMs, routeCopies, properties, changes, background, nowMs };
  return findRoute(deps, hostname);
}
