import type { EffectiveDocument } from '../contract/properties.ts';
import { isKnownOrigin } from '../domain/tokens/origins.ts';
import { TYPE_POLICIES } from '../domain/tokens/types.ts';
import { type Admission, isUntold } from './admit.ts';
import type { Exchange } from './exchange.ts';
import { ownAnswer } from './own-answer.ts';

/** What pages may always read of an answer, besides what the property names. */
const EXPOSED: readonly string[] = ['Token-Expires', 'Request-Id', 'DPoP-Nonce', 'WWW-Authenticate'];
const DEFAULT_HEADERS: readonly string[] = ['Authorization', 'Content-Type', 'DPoP'];
const DEFAULT_MAX_AGE_SECONDS = 600;
/** What the origin says of CORS itself; see {@link openToBrowser}. */
const OF_ORIGIN: readonly string[] = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Expose-Headers',
];

/**
 * The answer to a preflight: whether pages of its origin may send the request that it asks about. It carries no token, so
 * the origins of all frontend tokens count where a rule takes such; the request that follows is held to its own. Null: it
 * is none, or the property leaves CORS to its origin.
 */
export function answerPreflight(exchange: Exchange): null | Promise<Response | null> {
  const { request } = exchange;
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return null;
  const origin = request.headers.get('origin');
  return origin === null ? null : preflight(exchange, origin);
}

async function preflight(exchange: Exchange, origin: string): Promise<Response | null> {
  const { invocation, route, refuse, requestId } = exchange;
  const { document } = route.copy;
  const { cors } = document;
  const methods = methodsOfFrontends(document);
  if (cors !== null && lists(cors.origins, origin))
    return ownAnswer(allow(document, origin, cors.methods), requestId());
  const { services, isolate, nowMs } = invocation;
  if (methods.length > 0 && (await isKnownOrigin({ ...services, ...isolate, nowMs }, origin))) {
    return ownAnswer(allow(document, origin, methods), requestId());
  }
  return cors === null && methods.length === 0 ? null : refuse({ reason: 'origin_not_allowed' });
}

/** The methods of the rules that take tokens which stand in pages. */
function methodsOfFrontends({ rules }: EffectiveDocument): string[] {
  const taking = rules.filter(({ access }) => {
    return access.by === 'token' && access.types.some((type) => TYPE_POLICIES[type].browser === 'reads');
  });
  return [...new Set(taking.flatMap(({ methods }) => methods))];
}

function allow({ cors, clientKeys }: EffectiveDocument, origin: string, methods: readonly string[]): Response {
  const headers = new Set([...(cors?.headers ?? DEFAULT_HEADERS), ...(clientKeys ? [clientKeys.header] : [])]);
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': [...headers].join(', '),
      'Access-Control-Max-Age': String(cors?.maxAgeSeconds ?? DEFAULT_MAX_AGE_SECONDS),
      Vary: 'Origin',
    },
  });
}

/**
 * Lets pages read an answer, refusals too, when their origin is one of the property's, or of the frontend token that let
 * them in. Who says so here has the only word: what the origin behind the property says of CORS is taken away. A property
 * without CORS leaves it to the origin, but for frontend tokens.
 */
export function openToBrowser({ request, route }: Exchange, response: Response, admission: Admission | null): void {
  const { cors } = route.copy.document;
  const { headers } = response;
  const allowedByToken = originsOf(admission, response);
  if (cors === null && allowedByToken.length === 0) return;
  for (const name of OF_ORIGIN) headers.delete(name);
  headers.append('Vary', 'Origin');
  const origin = request.headers.get('origin');
  if (origin === null || !(lists(cors?.origins ?? [], origin) || lists(allowedByToken, origin))) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set('Access-Control-Expose-Headers', [...EXPOSED, ...(cors?.exposeHeaders ?? [])].join(', '));
}

/** The origins whose pages read with the token that let them in. */
function originsOf(admission: Admission | null, response: Response): readonly string[] {
  if (!admission?.found || isUntold(admission, response)) return NONE;
  const { type, allowedOrigins } = admission.found.copy;
  return TYPE_POLICIES[type].browser === 'reads' ? (allowedOrigins ?? NONE) : NONE;
}
const NONE: readonly string[] = [];

function lists(origins: readonly string[], origin: string): boolean {
  return origins.includes(origin) || origins.includes('*');
}
