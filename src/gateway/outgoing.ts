import type { EffectiveDocument, PropertyOrigin } from '../contract/properties.ts';
import type { Denial } from '../domain/denial.ts';
import type { Remembered } from '../domain/edge/memory.ts';
import { identityOf, placeOf } from '../domain/gateway/identity.ts';
import { openSigner } from '../domain/gateway/open-signer.ts';
import { isStorageHeader, pathFor, signOutgoing, withoutStorageParameters } from '../domain/gateway/sign-outgoing.ts';
import { deny, ok, type Result } from '../domain/result.ts';
import { addressIn } from '../incoming.ts';
import type { Exchange } from './exchange.ts';
import type { Outgoing } from './forward.ts';
import { isHopByHop, namesOf } from './headers.ts';

/**
 * What a client may not tell an origin: who it is and where it comes from, which is ours to say; what other path or method
 * is meant than the one that was judged; its credentials; and what the platform writes itself.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  ...['forwarded', 'x-real-ip', 'true-client-ip', 'x-client-ip', 'x-cluster-client-ip', 'x-remote-addr'],
  ...['x-rewrite-url', 'x-http-method', 'x-http-method-override', 'x-method-override'],
  ...['dpop', 'host', 'content-length', 'expect'],
  ...['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-extensions', 'sec-websocket-accept'],
]);
const WITHHELD_PREFIX = /^(?:cf-|jeton-|x-forwarded|x-original-)/;

/** The request as it goes to the origin: the client's, less what it may not say, plus who sends it. */
export async function outgoingOf(exchange: Exchange, found: Remembered | null): Promise<Result<Outgoing, Denial>> {
  const { request, route, invocation } = exchange;
  const { document } = route.copy;
  const { method } = request;
  const body = bodyOf(request);
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    return deny({ reason: 'invalid', field: 'body', message: `must be empty: a ${method} has none` });
  }
  const target = targetOf(document, exchange.url);
  const headers = headersFor(exchange, found);
  if (document.signing === null) {
    if (isWebSocket(request)) headers.Upgrade = 'websocket';
    return ok({ url: urlOf(target), origin: target.origin, method, headers, ...streamed(body, request.headers) });
  }
  // Storages take no upload of unknown length; the stream of a body knows the length that its header told.
  if (body !== null && !request.headers.has('content-length')) {
    return deny({ reason: 'invalid', field: 'Content-Length', message: 'is needed: the origin takes no other body' });
  }
  const signer = route.signer ?? (await openSigner(invocation.services, route));
  // Never unsigned what is to be signed: the origin would take it for anybody's.
  if (signer === null) return deny({ reason: 'origin_failed', why: 'the property has no key to sign with' });
  target.path = pathFor(signer, target.path);
  const { host, path, query } = target;
  Object.assign(headers, signOutgoing(signer, { method, host, path, query, hasBody: body !== null }, invocation.nowMs));
  return ok({ url: urlOf(target), origin: target.origin, method, headers, ...streamed(body, request.headers) });
}

/** `Content-Length: 0` says that there is none, which for the platform is an empty one. */
function bodyOf({ headers, body }: Request): Request['body'] {
  return headers.get('content-length') === '0' ? null : body;
}

/** What even a slow client has sent long before an origin's time is over: it may run from the start. */
const SMALL_BODY_BYTES = 65_536;

/** The body, passed on as it comes, and when all of it has been. Where its length is told, its stream knows it. */
function streamed(body: Request['body'], headers: Headers): Pick<Outgoing, 'body' | 'sent'> {
  if (body === null) return { body, sent: null };
  const length = headers.get('content-length');
  if (length !== null && Number(length) <= SMALL_BODY_BYTES) return { body, sent: null };
  const { readable, writable } =
    length === null ? new IdentityTransformStream() : new FixedLengthStream(Number(length));
  // What ends it early, the client or the origin, shows in the answer.
  return { body: readable, sent: body.pipeTo(writable).catch(() => undefined) };
}

function isWebSocket({ headers }: Request): boolean {
  return headers.get('upgrade')?.toLowerCase() === 'websocket';
}

/** Where a request goes. The query is without its `?`, and empty where there is none. */
type Target = { origin: string; host: string; path: string; query: string };

function urlOf({ origin, path, query }: Target): string {
  return query === '' ? origin + path : `${origin}${path}?${query}`;
}

/** The path of the origin, and behind it the path of the request: as that was judged, so no parser may change it again. */
function targetOf({ origin, signing }: EffectiveDocument, { pathname, search }: URL): Target {
  const base = baseOf(origin);
  const target = { origin: base.origin, host: base.host, path: base.path + pathname, query: '' };
  if (search === '' || (origin.query ?? (signing === null ? 'pass' : 'drop')) === 'drop') return target;
  target.query = signing === null ? search.slice(1) : withoutStorageParameters(search.slice(1));
  return target;
}

type Base = { origin: string; host: string; path: string };
const bases = new WeakMap<PropertyOrigin, Base>();

function baseOf(property: PropertyOrigin): Base {
  let base = bases.get(property);
  if (base === undefined) {
    const { origin, host, pathname } = new URL(property.url);
    base = { origin, host, path: pathname.replace(/\/+$/, '') };
    bases.set(property, base);
  }
  return base;
}

/** As a plain record, not as Headers: each call on those is a call out of JavaScript. */
function headersFor({ request, url, route, invocation }: Exchange, found: Remembered | null): Record<string, string> {
  const { document } = route.copy;
  const headers: Record<string, string> = Object.create(null);
  const named = namesOf(request.headers.get('connection'));
  const clientKeyHeader = document.clientKeys?.header.toLowerCase();
  for (const [name, value] of request.headers) {
    const kind = kindOf(name);
    const withheld =
      kind === 'authorization'
        ? !document.origin.passAuthorization
        : kind === 'withheld' ||
          name === clientKeyHeader ||
          (kind === 'storage' && document.signing !== null) ||
          (named.size > 0 && isHopByHop(name, named));
    if (!withheld) headers[name] = value;
  }
  const address = addressIn(request);
  if (address !== null) headers['X-Forwarded-For'] = address;
  headers['X-Forwarded-Proto'] = url.protocol.slice(0, -1);
  headers['X-Forwarded-Host'] = url.host;
  Object.assign(headers, placeOf(route.copy));
  if (found === null) return headers;
  Object.assign(headers, identityOf(found.copy));
  const { clientId } = invocation;
  if (clientId !== null && found.copy.clients?.some(({ id }) => id === clientId)) headers['Jeton-Client'] = clientId;
  return headers;
}

type Kind = 'authorization' | 'withheld' | 'storage' | 'passed';
/** What headers are by their names: clients send the same ones again and again. */
const kinds = new Map<string, Kind>();
const MAX_KINDS = 500;

function kindOf(header: string): Kind {
  let kind = kinds.get(header);
  if (kind === undefined) {
    kind = classify(header);
    if (kinds.size >= MAX_KINDS) kinds.clear();
    kinds.set(header, kind);
  }
  return kind;
}

/** Some servers take `_` in a name for `-`. */
function classify(header: string): Kind {
  const name = header.replaceAll('_', '-');
  if (header === 'authorization') return 'authorization';
  if (WITHHELD.has(name) || isHopByHop(name, NOTHING) || WITHHELD_PREFIX.test(name)) return 'withheld';
  return isStorageHeader(name) ? 'storage' : 'passed';
}
const NOTHING: ReadonlySet<string> = new Set();
